import pino, { type DestinationStream, type Logger } from 'pino';
import { withoutValues } from './without-values.ts';

/** Where a key, a cookie or a secret could stand in what is logged. Bodies are not logged at all. */
const redacted = ['authorization', 'cookie', 'secret', 'headers.authorization', 'headers.cookie', '*.headers.authorization'];

/** The log of a process (`api`, `worker`): JSON lines, errors without the values of queries. */
export function createLog(name: string, level: string, destination?: DestinationStream): Logger {
  const options = {
    name,
    level,
    redact: [...redacted, '*.headers.cookie', '*.headers["set-cookie"]', '*.authorization', '*.cookie', '*.secret'],
    serializers: { err: serializeError },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** An error for the log. drizzle's errors quote the values of the query; those are cut off, from the stack too. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return {
    type: error.name,
    message: withoutValues(error.message),
    ...('code' in error ? { code: error.code } : {}),
    stack: withoutValues(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: serializeError(error.cause) }),
  };
}
