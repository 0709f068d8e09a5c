import type { FastifyReply } from 'fastify';
import { ProblemError } from '../problems/problem-error.ts';

/** What streams of events may take of a process. Times in milliseconds. */
export interface StreamLimits {
  readonly maxStreams: number;
  /** Of these, what one key or person may have. */
  readonly maxStreamsOfOne: number;
  /** How often Postgres is asked how runs stand while somebody watches one, and what is new while somebody watches all: no stream has news more often. */
  readonly pollMs: number;
  readonly newsMs: number;
  /** A stream on which nothing happened for so long says that it is alive. */
  readonly heartbeatMs: number;
  /** A stream that is older ends: its client connects again, with its key looked at anew. */
  readonly maxAgeMs: number;
  /** How often it is asked whether whoever watches may still in. */
  readonly recheckMs: number;
  /** A client that has not taken the end of its stream within so long is cut off. */
  readonly endWithinMs: number;
}

export const streamLimits: StreamLimits = {
  maxStreams: 500,
  maxStreamsOfOne: 50,
  pollMs: 500,
  newsMs: 1_000,
  heartbeatMs: 15_000,
  maxAgeMs: 15 * 60_000,
  recheckMs: 20_000,
  endWithinMs: 1_000,
};

/** Whoever watches. */
export interface Watcher {
  /** The same for all streams of one key or person. */
  readonly id: string;
  /** Whether they may still. Throws nothing. */
  readonly mayStill: () => Promise<boolean>;
}

/** The streams of a process: how many there are, and when each has to end. */
export interface Streams {
  /**
   * Takes a place for an answer until its connection is done with it, or its watcher may no longer. Gives the signal to end. Throws a problem where all
   * places are taken, or all of theirs.
   */
  open(reply: FastifyReply, watcher: Watcher): AbortSignal;
}

/** `closing` is aborted when the process stops: all streams end then, and no new one begins. */
export function createStreams(limits: StreamLimits, closing: AbortSignal): Streams {
  const ends = new Map<() => void, string>();
  closing.addEventListener('abort', () => {
    for (const end of ends.keys()) end();
  });
  return {
    open(reply, { id, mayStill }) {
      const { raw } = reply;
      if (closing.aborted || raw.destroyed) return AbortSignal.abort();
      if (ends.size >= limits.maxStreams) {
        reply.header('retry-after', '5');
        const detail = `All ${limits.maxStreams} places for streams are taken. Try again later, or ask now and then instead.`;
        throw new ProblemError(503, { code: 'streams.all_taken', detail });
      }
      if ([...ends.values()].filter((one) => one === id).length >= limits.maxStreamsOfOne) {
        const detail = `You have ${limits.maxStreamsOfOne} streams already. Leave one, or ask now and then instead.`;
        throw new ProblemError(429, { code: 'streams.too_many', detail });
      }
      const told = new AbortController();
      let cut: NodeJS.Timeout | undefined;
      const end = () => {
        told.abort();
        cut ??= setTimeout(() => raw.destroy(), limits.endWithinMs);
      };
      const age = setTimeout(end, limits.maxAgeMs);
      const recheck = setInterval(() => void mayStill().then((may) => may || end()), limits.recheckMs);
      ends.set(end, id);
      raw.once('close', () => {
        ends.delete(end);
        clearTimeout(age);
        clearInterval(recheck);
        clearTimeout(cut);
        told.abort();
      });
      return told.signal;
    },
  };
}
