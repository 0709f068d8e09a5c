import type { Database } from '@branch-sync/db';
import { sql } from 'drizzle-orm';

/** When branches are due: the first after `inSeconds`, the others evenly over `spanSeconds`. */
export interface DueTimes {
  readonly count: number;
  readonly inSeconds: number;
  readonly spanSeconds: number;
}

/**
 * Makes branches that nobody will ever call, each due once: its next moment comes a day later. Table `bench_due` keeps the moments, as the
 * planner moves those of the schedules on.
 */
export async function makeDueBranches(db: Database, { count, inSeconds, spanSeconds }: DueTimes): Promise<void> {
  await db.execute(sql`
    insert into branches (id, code, name, timezone, url, database, login, secret_envelope, default_customer_id)
    select gen_random_uuid(), 'S' || n, 'Shop', 'UTC', 'http://127.0.0.1:1', 's' || n, 'sync', 'v1.x', 1
    from generate_series(1, ${count}::int) n`);
  await db.execute(sql`
    insert into schedules (branch_id, kind, every_seconds, starts_at, next_due_at)
    select id, 'receive', 86400, due, due from (
      select id, date_trunc('milliseconds', now()) + ${inSeconds}::float * interval '1 second'
        + (substr(code, 2)::int - 1) * ${spanSeconds / count}::float * interval '1 second' as due
      from branches) as moments`);
  await db.execute(sql`create table bench_due as select branch_id, next_due_at as due_at from schedules`);
  // A database of production has been looked at by autovacuum long ago.
  await db.execute(sql`analyze branches, schedules, bench_due`);
}
