/** drizzle's errors quote the values of the query, and a value may be anybody's: they are cut off. */
export function withoutValues(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, '');
}

/** The same for the texts of a JSON document. */
export function withoutValuesInJson(document: string): string {
  if (!document.includes('\\nparams: ')) return document;
  return document.replace(/\\nparams: (?:[^"\\]|\\(?!n {4}at ).)*/g, '');
}
