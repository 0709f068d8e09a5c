import pino, { type DestinationStream, type Logger } from 'pino';
import { readable } from './readable.ts';
import { redactLine } from './redact-line.ts';
import { serializeError } from './serialize-error.ts';

/** The log of a process (`api`, `worker`): JSON lines, errors without the values of queries, nothing with a secret. Bodies are not logged at all. `fieldsOfNow` are added to each line. */
export function createLog(name: string, level: string, destination?: DestinationStream, fieldsOfNow?: () => object): Logger {
  const options = {
    name,
    level,
    serializers: { err: serializeError },
    formatters: { log: readable },
    hooks: { streamWrite: redactLine },
    ...(fieldsOfNow && { mixin: fieldsOfNow }),
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
