import type { QueueStore, StoreQueue, StoreWorker } from './store.ts';

/**
 * Settles once these can work. To be waited for when a process starts: what BullMQ cannot open in Postgres at its first try it never
 * tries to open again, and it would sit there for ever without a job. Throws what Postgres said. A Redis that is away is no
 * reason not to start: it is waited for with every command.
 */
export async function untilOpen(store: QueueStore, opening: readonly (StoreQueue | StoreWorker)[]): Promise<void> {
  if (store.kind === 'postgres') await Promise.all(opening.map((one) => one.waitUntilReady()));
}
