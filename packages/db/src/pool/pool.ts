import { setTimeout as pause } from 'node:timers/promises';
import { type Connection, type ConnectionOptions, openConnection } from './connection.ts';
import { createPlaces } from './places.ts';

/** Connections to Postgres that are lent out. */
export interface Pool {
  /** Lends a connection for the time of `work`. A lost one is not lent again. Throws what opening one throws. */
  use<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Waits for those that are lent, for a few seconds, and ends all. May be called again. */
  close(): Promise<void>;
}

/** The pool was closed before. */
class PoolClosedError extends Error {
  override readonly name = 'PoolClosedError';
  readonly code = 'CONNECTION_ENDED';
}

const closeWithinMs = 5_000;

/** A pool of `max` connections at the most; the first is opened when it is needed. */
export function createPool(max: number, options: ConnectionOptions): Pool {
  const places = createPlaces(max);
  const all = new Set<Connection>();
  const idle: Connection[] = [];
  let closing: Promise<void> | undefined;

  async function lend(): Promise<Connection> {
    for (let kept = idle.pop(); kept !== undefined; kept = idle.pop()) {
      if (!kept.isLost()) return kept;
      forget(kept);
    }
    const opened = await openConnection(options);
    all.add(opened);
    return opened;
  }

  function takeBack(connection: Connection): void {
    if (connection.isLost()) forget(connection);
    else idle.push(connection);
  }

  /** Nothing of a lost one may try to connect again. */
  function forget(connection: Connection): void {
    all.delete(connection);
    void connection.destroy();
  }

  async function closeAll(): Promise<void> {
    const allGivenBack = Promise.all(Array.from({ length: max }, () => places.take()));
    await Promise.race([allGivenBack, pause(closeWithinMs, undefined, { ref: false })]);
    await Promise.all([...all].map((connection) => connection.destroy()));
  }

  return {
    async use(work) {
      if (closing !== undefined) throw new PoolClosedError('The connections to Postgres are closed.');
      await places.take();
      try {
        const connection = await lend();
        try {
          return await work(connection);
        } finally {
          takeBack(connection);
        }
      } finally {
        places.giveBack();
      }
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}
