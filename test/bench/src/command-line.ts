import { parseArgs } from 'node:util';
import type { Part, PartOptions } from './part.ts';
import { parts } from './parts.ts';

export const usage = `npm run bench [-- PART... --quick --minutes N]

Measures the parts that are named, all of them where none is:

${parts.map(({ name, summary }) => `  ${name.padEnd(11)} ${summary}`).join('\n')}

What goes on is told on stderr, the figures on stdout, one line a figure. DATABASE_URL and REDIS_URL are used where they are
set; else a Postgres and, where one can be had, a Redis are started. Nothing else should work the machine meanwhile.

  --quick     small numbers, one to two minutes a part: shows that it works, its figures say little
  --minutes N how long fairness has branches hang
`;

/** What is asked for. */
export interface CommandLine {
  readonly parts: readonly Part[];
  readonly options: PartOptions;
}

/** The command line is not understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the command line; null where it asks for help. Throws `UsageError`. */
export function readCommandLine(args: readonly string[]): CommandLine | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  return {
    parts: chooseParts(positionals),
    options: { isQuick: values.quick === true, minutes: values.minutes === undefined ? null : readMinutes(values.minutes) },
  };
}

function parse(args: readonly string[]) {
  const options = { quick: { type: 'boolean' }, minutes: { type: 'string' }, help: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Each once and in their own order; all where none is named. */
function chooseParts(names: readonly string[]): readonly Part[] {
  const unknown = names.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no part “${unknown}”: ${parts.map(({ name }) => name).join(', ')}.`);
  }
  return names.length === 0 ? parts : parts.filter(({ name }) => names.includes(name));
}

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (!(minutes > 0 && minutes <= 24 * 60)) throw new UsageError(`--minutes wants a number above 0, up to a day; not “${text}”.`);
  return minutes;
}
