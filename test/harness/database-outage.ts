import { inject } from 'vitest';
import { onServer, type TestDatabase } from './database.ts';

const nameOf = ({ url }: TestDatabase) => new URL(url).pathname.slice(1);

/** Ends every connection to a database, and lets none be made. */
export async function cutOff(database: TestDatabase): Promise<void> {
  const name = nameOf(database);
  await onServer(inject('postgresUrl'), async (server) => {
    await server.unsafe(`alter database ${name} allow_connections false`);
    await server`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
  });
}

/** The outage is over. */
export async function letBack(database: TestDatabase): Promise<void> {
  await onServer(inject('postgresUrl'), (server) => server.unsafe(`alter database ${nameOf(database)} allow_connections true`));
}
