/** The exception of a Python traceback: its first line, and all of its text where it has several. */
export interface Exception {
  readonly line: string;
  readonly whole: string;
}

/**
 * Cuts a traceback down to its exception. Frames and source lines are indented, the exception is the first line after them
 * that is not; its text may go on over more lines (Postgres: `DETAIL: Failing row contains ...`), which are told from the
 * frames so, and are not for people. Of chained tracebacks the last counts. A text without traceback gives its last line.
 */
export function exceptionOf(text: string): Exception {
  const lines = text.trimEnd().split('\n');
  const head = lines.findLastIndex((line) => line.startsWith('Traceback (most recent call last)'));
  const start = head === -1 ? lines.length - 1 : lines.findIndex((line, index) => index > head && /^\S/.test(line));
  const line = lines[start]?.trim();
  // A traceback that was cut in its frames has nothing to tell.
  return line === undefined ? { line: 'an exception without words.', whole: '' } : { line, whole: lines.slice(start).join('\n') };
}
