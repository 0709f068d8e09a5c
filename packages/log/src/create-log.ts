import pino, { type DestinationStream, type Logger } from 'pino';
import { readable } from './readable.ts';
import { redactLine } from './redact-line.ts';
import { serializeError } from './serialize-error.ts';

/** `auto`: for people where standard output is a terminal, else JSON. */
export type LogFormat = 'auto' | 'json' | 'pretty';

export interface LogOptions {
  /** Left out: standard output. */
  readonly destination?: DestinationStream;
  /** Of standard output; left out: JSON. */
  readonly format?: LogFormat;
  /** Added to each line, as of when it is written. */
  readonly fieldsOfNow?: () => object;
}

/** The log of a process (`api`, `worker`): a line each, errors without the values of queries, nothing with a secret. Bodies are not logged at all. */
export function createLog(name: string, level: string, { destination, format = 'json', fieldsOfNow }: LogOptions = {}): Logger {
  const options = {
    name,
    level,
    serializers: { err: serializeError },
    formatters: { log: readable },
    // Before any destination: what makes lines pretty gets them without secrets.
    hooks: { streamWrite: redactLine },
    ...(fieldsOfNow && { mixin: fieldsOfNow }),
  };
  if (destination !== undefined) return pino(options, destination);
  return isPretty(format, process.stdout.isTTY) ? pino(options, prettyOutput()) : pino(options);
}

/** Whether lines are for people. */
export function isPretty(format: LogFormat, isTerminal: boolean): boolean {
  return format === 'pretty' || (format === 'auto' && isTerminal);
}

/** In a thread of its own, which loads what it needs only then. */
function prettyOutput(): DestinationStream {
  return pino.transport({ target: 'pino-pretty', options: { translateTime: 'SYS:HH:MM:ss.l', ignore: 'pid,hostname' } });
}
