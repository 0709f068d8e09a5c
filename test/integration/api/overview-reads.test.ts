import { importedByHour, readNewsMarks, salesOf, type Transaction, waitingSales } from '@branch-sync/db';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aDatabase, type TestDatabase } from '../../harness/database.ts';

const dayMs = 24 * 60 * 60_000;
const days = 100;
const perDay = 1_000;
const waiting = 300;

/** A hundred branches that sell ten orders a day each; the last 300 orders are waited for. */
async function aLongLedger({ db, sql: raw }: TestDatabase): Promise<string[]> {
  await raw`
    insert into branches (id, code, name, timezone, url, database, login, secret_envelope, default_customer_id)
    select gen_random_uuid(), 'B' || n, 'Shop', 'UTC', 'http://127.0.0.1:1', 'd', 'l', 'x', 1 from generate_series(1, 100) n`;
  await db.execute(sql`
    insert into orders (id, branch_id, identity, remote_id, pos_reference, status, ordered_at, currency, central_id, pos_total, created_at)
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7000' || '8' || lpad(to_hex(n), 15, '0'))::uuid,
      branch.id, n, n, n, 'imported', at, 'EUR', n, 1.5, at
    from generate_series(1, ${days * perDay}::int) n
      cross join lateral (select now() - interval '100 days' + n * (interval '1 day' / ${perDay}::int) as at) as moment
      join (select id, row_number() over (order by id) - 1 as place from branches) as branch on branch.place = n % 100`);
  await db.execute(sql`
    insert into failures (id, branch_id, kind, order_id, code, class, message, fix, fingerprint, remote_id)
    select id, branch_id, 'receive', id, 'product.not_found', 'permanent', 'm', 'f', 'f', remote_id
    from orders order by id desc limit ${waiting}::int`);
  await db.execute(sql`analyze orders, failures, branches`);
  return (await raw<{ id: string }[]>`select id from branches`).map(({ id }) => id);
}

/** How many orders the transaction has read, by Postgres's own counters. */
async function readOf(tx: Transaction): Promise<number> {
  const [found] = await tx.execute<{ read: number }>(sql`
    select (seq_tup_read + idx_tup_fetch)::int as read from pg_stat_xact_user_tables where relname = 'orders'`);
  if (found === undefined) throw new Error('There are no orders.');
  return found.read;
}

describe('of a ledger of a hundred thousand orders', () => {
  it('the overview and the news read what they tell of, and not the rest', async () => {
    const database = await aDatabase();
    const branchIds = await aLongLedger(database);
    const now = Date.now();
    await database.db.transaction(async (tx) => {
      const reads = async (what: (within: Transaction) => Promise<unknown>) => {
        const before = await readOf(tx);
        await what(tx);
        return (await readOf(tx)) - before;
      };
      const stretch = { from: new Date(now - 8 * dayMs), to: new Date(now - 7 * dayMs) };
      const asked = branchIds.map((branchId) => ({ branchId, ...stretch }));
      const sold = await salesOf(tx, asked);
      expect(sold.reduce((sum, { orders }) => sum + orders, 0)).toBeGreaterThan(0.9 * perDay);
      expect(sold).toHaveLength(branchIds.length);
      expect(await reads((within) => salesOf(within, asked))).toBeLessThanOrEqual(1.1 * perDay);
      expect(await reads((within) => waitingSales(within, []))).toBeLessThanOrEqual(waiting);
      // The ids of an hour more, as clocks differ.
      expect(await reads((within) => importedByHour(within, new Date(now - dayMs)))).toBeLessThanOrEqual(1.1 * perDay);
      expect(await reads(readNewsMarks)).toBeLessThanOrEqual(1);
    });
  });
});
