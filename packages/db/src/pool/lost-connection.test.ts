import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, inject, it, onTestFinished } from 'vitest';
import { connectDatabase, type Transaction } from '../connect.ts';

function aConnection(options?: Parameters<typeof connectDatabase>[1]) {
  const connection = connectDatabase(inject('postgresUrl'), options);
  onTestFinished(() => connection.close());
  return connection;
}

const other = () => aConnection({ max: 1 }).db;

/** A table that is there for all connections until the test is over. */
async function aTable() {
  const table = sql.identifier(`lost_${randomBytes(6).toString('hex')}`);
  const { db } = aConnection();
  await db.execute(sql`create table ${table} (id int)`);
  onTestFinished(async () => void (await db.execute(sql`drop table ${table}`)));
  const insert = sql`insert into ${table} values (1)`;
  const count = async () => Number((await db.execute<{ count: string }>(sql`select count(*) from ${table}`))[0]?.count);
  return { insert, count };
}

/** Ends a transaction's connection from outside, as a restart of Postgres does. */
async function cutOff(tx: Transaction): Promise<void> {
  const [backend] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  await other().execute(sql`select pg_terminate_backend(${backend?.pid}::int, 10000)`);
}

it('fails the transaction whose connection is lost, and goes on with another', async () => {
  const { db } = aConnection({ max: 1 });
  const { insert, count } = await aTable();
  const transaction = db.transaction(async (tx) => {
    await tx.execute(insert);
    await cutOff(tx);
    await tx.execute(insert);
  });
  await expect(transaction).rejects.toThrow();
  expect(await count()).toBe(0);
  await db.transaction(async (tx) => void (await tx.execute(insert)));
  expect(await count()).toBe(1);
});

it('runs nothing of a lost transaction outside of it', async () => {
  const { db } = aConnection();
  const { insert, count } = await aTable();
  const transaction = db.transaction(async (tx) => {
    await cutOff(tx);
    await tx.execute(insert).catch(() => undefined);
    await tx.execute(insert);
  });
  await expect(transaction).rejects.toThrow();
  expect(await count()).toBe(0);
});

it('fails many at once when all connections are lost, and no one for good', async () => {
  const { db } = aConnection({ max: 4, applicationName: 'to be lost' });
  const ask = () => db.transaction(async (tx) => void (await tx.execute(sql`select pg_sleep(0.01)`)));
  for (let round = 0; round < 5; round += 1) {
    const asked = Promise.allSettled(Array.from({ length: 20 }, ask));
    await other().execute(
      sql`select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'to be lost'`,
    );
    await asked;
  }
  // One that was cut off while it lay idle may not know yet: whoever takes it first is told.
  await Promise.allSettled(Array.from({ length: 20 }, ask));
  await Promise.all(Array.from({ length: 20 }, ask));
});

it('rolls back where a statement failed, though nobody told', async () => {
  const { db } = aConnection();
  const { insert, count } = await aTable();
  const transaction = db.transaction(async (tx) => {
    await tx.execute(insert);
    await tx.execute(sql`select 1 / 0`).catch(() => undefined);
  });
  await expect(transaction).rejects.toMatchObject({ code: '22012' });
  expect(await count()).toBe(0);
});

it('lends each connection to one at a time', async () => {
  const { db } = aConnection({ max: 2 });
  let atOnce = 0;
  let most = 0;
  const work = () =>
    db.transaction(async (tx) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await tx.execute(sql`select pg_sleep(0.01)`);
      atOnce -= 1;
    });
  await Promise.all(Array.from({ length: 8 }, work));
  expect(most).toBe(2);
});

it('lets a transaction end before it closes, and takes no more', async () => {
  const { db, close } = aConnection();
  const { insert, count } = await aTable();
  const transaction = db.transaction(async (tx) => {
    await tx.execute(sql`select pg_sleep(0.1)`);
    await tx.execute(insert);
  });
  await db.execute(sql`select 1`);
  await close();
  await transaction;
  expect(await count()).toBe(1);
  await expect(db.execute(sql`select 1`)).rejects.toMatchObject({ cause: { code: 'CONNECTION_ENDED' } });
});
