import { setTimeout as pause } from 'node:timers/promises';
import { createPostgresBackend } from 'bullmq';

/** What BullMQ opens once, and remembers how it went (a private field of its classes, 6.7.0). */
interface Opening {
  waitUntilReady(): Promise<void>;
}

const pauseMs = 1_000;

/**
 * BullMQ's Postgres backend, opened again where its opening failed. BullMQ remembers a failure for ever: the queue would never
 * answer, and a worker ask again and again without a pause, so that nothing else in its process got a turn. Nor does it pause
 * where a Postgres that is there refuses it (that recovers from a crash, or has no connection left).
 */
export const createSteadyPostgresBackend: typeof createPostgresBackend = (name, options, more) => {
  const backend = createPostgresBackend(name, options, more);
  for (const opening of [backend.connection, backend]) openAgain(opening);
  backend.moveToActive = withPause(backend.moveToActive.bind(backend));
  backend.waitForJob = withPause(backend.waitForJob.bind(backend));
  return backend;
};

/** A worker asks for its next job without end: after each refusal there is a pause. */
function withPause<A extends readonly unknown[], R>(ask: (...parameters: A) => Promise<R>): (...parameters: A) => Promise<R> {
  return async (...parameters) => {
    try {
      return await ask(...parameters);
    } catch (error) {
      await pause(pauseMs);
      throw error;
    }
  };
}

function openAgain(opening: Opening): void {
  const remembered = opening as Opening & { readyPromise?: Promise<void> | undefined };
  const open = opening.waitUntilReady.bind(opening);
  opening.waitUntilReady = async () => {
    const attempt = open();
    const memory = remembered.readyPromise;
    try {
      await attempt;
    } catch (error) {
      await pause(pauseMs);
      if (remembered.readyPromise === memory) remembered.readyPromise = undefined;
      throw error;
    }
  };
}
