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
  /** What a drain waits for, in words: `running batches`. */
  readonly waitsFor: string;
  /** For so long a drain waits; then it cuts short what is left. Milliseconds. */
  readonly drainMs: number;
  /** Takes nothing new, and lets what is under way finish. */
  readonly drain: () => Promise<void>;
  /** Says goodbye, drained or not; it has a few seconds. */
  readonly signOff?: () => Promise<void>;
  /** Closes everything, once all is finished: what is under way may need it. It has a few seconds. */
  readonly close: () => Promise<void>;
  /** What would be cut short now (`2 runs`); null: nothing. */
  readonly underWay?: () => string | null;
}

/** After an error that nobody caught the process is not to be trusted: what is under way has so long at the most. Milliseconds. */
const drainAfterErrorMs = 10_000;
/** What needs nobody's work to finish, but perhaps a server that is away. Milliseconds. */
const closeMs = 10_000;

/**
 * From now on the process ends in order: a signal (SIGTERM, SIGINT, ...) drains it, within its bound; a second one ends it at once. An error
 * that nobody caught drains it as well, more quickly. Whatever is not a whole, clean stop ends with exit code 1, and a line on stderr
 * that says what was.
 */
export function endInOrder({ name, log, waitsFor, drainMs, drain, signOff, close, underWay }: Ending): void {
  const end = (words: string) => {
    const work = underWay?.() ?? null;
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
      await endWithin(Math.min(drainMs, drainAfterErrorMs));
      end(`ended by an error that nobody caught: ${errorLine(cause.err)}`);
    }
    log.info({ signal: cause.signal }, `${name} stops: ${waitsFor} are finished first`);
    const trouble = await endWithin(drainMs);
    if (trouble !== null) end(`stopped, but not in order: ${trouble}`);
    log.info(`${name} stopped`);
  });

  /** Gives what was not in order; null: nothing. */
  async function endWithin(ms: number): Promise<string | null> {
    const unfinished = await troubleOf(drain, ms, `${waitsFor} were not finished`);
    const unsaid = signOff === undefined ? null : await troubleOf(signOff, closeMs, 'the goodbye was not heard');
    return unfinished ?? unsaid ?? (await troubleOf(close, closeMs, 'connections were not closed'));
  }
}

/** Gives what went wrong with a step, in words; null: nothing. */
async function troubleOf(step: () => Promise<void>, ms: number, words: string): Promise<string | null> {
  try {
    const { isLate } = await withinMs(ms, step());
    return isLate ? `${words} within ${ms / 1000} s` : null;
  } catch (error) {
    return `${words}: ${errorLine(error)}`;
  }
}
