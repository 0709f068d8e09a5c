/** What only the inside of the server can say: stacks, files, statements, Postgres' own words, and what secrets are kept as. */
const patterns: readonly RegExp[] = [
  /\n\s+at \S+/,
  /node_modules|\.[cm]?[jt]s:\d+/,
  /Failed query|\nparams:/,
  /syntax error at|invalid input syntax|violates [\w-]+ constraint|relation "\w+" does not exist/,
  /v1\.test\./,
];

/** What a text tells of the inside; undefined: nothing. */
export function ofTheInside(text: string): string | undefined {
  // In JSON the end of a line is written so.
  const plain = text.replaceAll('\\n', '\n');
  const found = patterns.find((pattern) => pattern.test(plain));
  return found === undefined ? [process.cwd()].find((folder) => plain.includes(folder)) : String(found);
}
