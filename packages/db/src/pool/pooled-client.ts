import type postgres from 'postgres';
import type { Connection, ConnectionOptions, Rows } from './connection.ts';
import { createPool } from './pool.ts';

/** Rows to come. */
interface PendingRows extends Promise<Rows> {
  /** Has the rows come as lists, without names; to be called at once. */
  values(): Promise<Rows>;
}

/** As much of a client of postgres.js as drizzle asks for. */
interface Client {
  unsafe(text: string, parameters?: readonly unknown[]): PendingRows;
  begin<T>(work: (client: Pick<Client, 'unsafe'>) => Promise<T>): Promise<T>;
  /** Drizzle writes into it how values are to come and go. */
  readonly options: ConnectionOptions['types'];
}

/** A client for drizzle's `postgres-js` on a pool of ours, and what ends it. */
export function createPooledClient(
  max: number,
  connection: Omit<ConnectionOptions, 'types'>,
): { readonly client: postgres.Sql; close(): Promise<void> } {
  const types: ConnectionOptions['types'] = { parsers: {}, serializers: {} };
  const pool = createPool(max, { ...connection, types });
  const client: Client = {
    options: types,
    unsafe: (text, parameters) => pending((asValues) => pool.use((lent) => lent.run(text, parameters, asValues))),
    begin: (work) => pool.use((lent) => inTransaction(lent, work)),
  };
  return { client: client as unknown as postgres.Sql, close: () => pool.close() };
}

/** Runs `work` in a transaction, which is rolled back where `work` or one of its statements fails. */
async function inTransaction<T>(connection: Connection, work: (client: Pick<Client, 'unsafe'>) => Promise<T>): Promise<T> {
  const failed: { readonly error: unknown }[] = [];
  const unsafe: Client['unsafe'] = (text, parameters) =>
    pending((asValues) =>
      connection.run(text, parameters, asValues).catch((error: unknown) => {
        failed.push({ error });
        throw error;
      }),
    );
  await connection.run('begin');
  try {
    const result = await work({ unsafe });
    // Postgres takes a `commit` after a failed statement for a `rollback`, without a word.
    if (failed[0] !== undefined) throw failed[0].error;
    await connection.run('commit');
    return result;
  } catch (error) {
    // A transaction goes with its connection.
    if (!connection.isLost()) await connection.run('rollback').catch(() => connection.destroy());
    throw error;
  }
}

/** Runs a moment later: by then it has been said how the rows are to come. */
function pending(run: (asValues: boolean) => Promise<Rows>): PendingRows {
  let asValues = false;
  const rows = Promise.resolve().then(() => run(asValues));
  return Object.assign(rows, {
    values: () => {
      asValues = true;
      return rows;
    },
  });
}
