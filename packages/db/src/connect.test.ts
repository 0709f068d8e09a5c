import { sql } from 'drizzle-orm';
import { expect, inject, it, onTestFinished } from 'vitest';
import { connectDatabase } from './connect.ts';
import { orders } from './schema/index.ts';

function aConnection(options?: Parameters<typeof connectDatabase>[1]) {
  const connection = connectDatabase(inject('postgresUrl'), options);
  onTestFinished(() => connection.close());
  return connection;
}

it('gives numerics as strings, to the last digit', async () => {
  const { db } = aConnection();
  const [row] = await db
    .select({ total: sql`12345678901234567.89::numeric`.mapWith(orders.posTotal) })
    .from(sql`(select) as one`);
  expect(row?.total).toBe('12345678901234567.89');
});

it('gives times as dates, whatever the zone of the session', async () => {
  const { db } = aConnection({ max: 1 });
  await db.execute(sql`set time zone 'Asia/Kolkata'`);
  const moment = '2026-03-29T00:59:59.123Z';
  const [row] = await db.select({ at: sql`${moment}::timestamptz`.mapWith(orders.orderedAt) }).from(sql`(select) as one`);
  expect(row?.at).toEqual(new Date(moment));
});

it('names itself to Postgres, and gives up what is stuck', async () => {
  const { db } = aConnection({ applicationName: 'branch-sync probe' });
  const [row] = await db.execute(sql`select current_setting('application_name') as name,
    current_setting('statement_timeout') as statement,
    current_setting('idle_in_transaction_session_timeout') as idle`);
  expect(row).toEqual({ name: 'branch-sync probe', statement: '1min', idle: '1min' });
});

it('does not connect before it is used, and can be closed unused', async () => {
  const { close } = connectDatabase('postgres://nobody@127.0.0.1:1/nowhere');
  await close();
});
