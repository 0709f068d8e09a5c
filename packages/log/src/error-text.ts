import { redact } from '@branch-sync/redaction';
import { withoutValues } from './without-values.ts';

/** What an error says of itself, for people: without the values of queries, without a secret. It may have several lines. */
export function errorMessage(error: unknown): string {
  if (error instanceof Error) return redact(withoutValues(error.message));
  // What was thrown and is no error may be anything, a secret's holder as well: its kind must do.
  return typeof error === 'string'
    ? redact(error)
    : `something that is no error was thrown (${error === null ? 'null' : typeof error})`;
}

const longestLine = 500;

/** An error in one line: `TypeError: x is not a function`. Its stack is for the log. */
export function errorLine(error: unknown): string {
  const name = error instanceof Error ? `${error.name}: ` : '';
  const line = `${name}${errorMessage(error)}`.replaceAll(/\s+/g, ' ').trim();
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}
