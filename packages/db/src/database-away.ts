/** Codes of postgres.js and of the network for a connection that is not there; SQLSTATE classes 08 and 57P. */
const awayCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_\w+|08\w{3}|57P\d\d|53300)$/;

/** Whether an error is that Postgres does not answer: then the same request may do later. */
export function isDatabaseAway(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && awayCodes.test(cause.code)) return true;
  }
  return false;
}
