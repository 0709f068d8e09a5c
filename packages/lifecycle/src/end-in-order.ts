import { errorLine } from '@branch-sync/log';
import closeWithGrace from 'close-with-grace';
import type { Logger } from 'pino';
import { lastWords } from './last-words.ts';
import { withinMs } from './within-ms.ts';

/** How a process ends in order. */
export interface Ending {
  /** `api`, `worker`. */
  readonly name: string;
  readonly log: Logger;
  /** What a stop waits for, in the log: `running batches`. */
  readonly waitsFor: string;
  /** For so long a stop waits; then it cuts short what is left. Milliseconds. */
  readonly drainMs: number;
  /** Takes nothing new, lets what is under way finish, and closes everything. */
  readonly close: () => Promise<void>;
  /** What would be cut short now (`2 runs`); null: nothing. */
  readonly underWay?: () => string | null;
}

/** After an error that nobody caught the process is not to be trusted: what is under way has so long at the most. Milliseconds. */
const drainAfterErrorMs = 10_000;

/**
 * From now on the process ends in order: a signal (SIGTERM, SIGINT, ...) drains it, within its bound; a second one ends it at once. An error
 * that nobody caught drains it as well, more quickly. Whatever is not a whole, clean stop ends with exit code 1, and a line on stderr
 * that says what was.
 */
export function endInOrder({ name, log, waitsFor, drainMs, close, underWay = () => null }: Ending): void {
  const end = (words: string) => {
    const work = underWay();
    lastWords(name, work === null ? words : `${words} (cut short: ${work})`);
    process.exit(1);
  };
  const options = {
    // Its own bound is one for all endings, and it says nothing where closing fails.
    delay: false,
    logger: false,
    onSecondSignal: (signal: string) => end(`stopped at once: ${signal} came while it was ending`),
    onSecondError: (error: unknown) => end(`ended by an error that nobody caught, while it was ending: ${errorLine(error)}`),
  } as const;

  closeWithGrace(options, async (cause) => {
    // A promise may be rejected with nothing at all: `err` is there all the same.
    if ('err' in cause) {
      log.fatal({ err: cause.err }, `${name} ends: an error was not caught`);
      await closeWithin(Math.min(drainMs, drainAfterErrorMs));
      end(`ended by an error that nobody caught: ${errorLine(cause.err)}`);
    }
    log.info({ signal: cause.signal }, `${name} stops: ${waitsFor} are finished first`);
    const trouble = await closeWithin(drainMs);
    if (trouble !== null) end(`stopped, but not in order: ${trouble}`);
    log.info(`${name} stopped`);
  });

  /** Gives what kept it from closing; null: nothing. */
  async function closeWithin(ms: number): Promise<string | null> {
    const closed = close().then(() => null, errorLine);
    const { isLate, value } = await withinMs(ms, closed);
    return isLate ? `${waitsFor} were not finished within ${ms / 1000} s` : value;
  }
}
