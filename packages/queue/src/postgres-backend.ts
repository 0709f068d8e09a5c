import { setTimeout as pause } from 'node:timers/promises';
import { createPostgresBackend } from 'bullmq';
import { bringSchemaUpToDate } from './postgres-schema.ts';

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
  openAgain(backend.connection, () => bringSchemaUpToDate(backend.connection));
  openAgain(backend);
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

/** What is to be prepared before is remembered with the opening, as long as both went well. */
function openAgain(opening: Opening, prepare: () => Promise<void> = async () => undefined): void {
  const remembered = opening as Opening & { readyPromise?: Promise<void> | undefined };
  const open = opening.waitUntilReady.bind(opening);
  let attempt: Promise<void> | undefined;
  const tryOnce = async () => {
    try {
      await prepare();
      await open();
    } catch (error) {
      await pause(pauseMs);
      remembered.readyPromise = undefined;
      attempt = undefined;
      throw error;
    }
  };
  opening.waitUntilReady = () => {
    attempt ??= tryOnce();
    return attempt;
  };
}
