import postgres from 'postgres';
import { until } from './until.ts';

/** Any number that nothing else in a test's database takes. */
const lock = 6_021_023;

/**
 * Has every transaction that wrote to a table stop in the middle of its commit, does `then` once one has, and lets it go (a
 * server that was ended meanwhile has let it go already). Works once in a database.
 */
export async function onceCommitting(databaseUrl: string, table: string, then: () => Promise<void>): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(`
      create function wait_in_commit() returns trigger language plpgsql as $$
        begin perform pg_advisory_xact_lock_shared(${lock}); return null; end $$;
      create constraint trigger wait_in_commit after insert on ${table}
        deferrable initially deferred for each row execute function wait_in_commit();
      select pg_advisory_lock(${lock})`);
    await until('a transaction to be committed', async () => {
      const waiting = await sql`
        select 1 from pg_locks join pg_database on pg_database.oid = database
        where datname = current_database() and locktype = 'advisory' and objid = ${lock} and not granted`;
      return waiting.length > 0;
    });
    await then();
  } finally {
    await sql.end({ timeout: 5 });
  }
}
