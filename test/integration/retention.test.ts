import {
  audit,
  type Database,
  failures,
  links,
  orders,
  type Pruned,
  pruneOld,
  pushResults,
  runLines,
  runs,
  schedules,
  type Transaction,
} from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { chooseQueueStore, openQueues } from '@branch-sync/queue';
import { createPlanner } from '@branch-sync/sync';
import { asc, isNotNull, type SQL, sql } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aDatabase, type TestDatabase } from '../harness/database.ts';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { aHistory, daysAgo, paidInCash } from '../harness/history.ts';
import { aWorld, canarySecret, ledgerOf } from '../harness/world.ts';

const old = daysAgo(91);
const young = daysAgo(89);

describe('what is kept, and how long', () => {
  it('takes what is older than the age, and leaves what is exactly as old', async () => {
    const { db } = await aDatabase();
    // In a transaction the database's clock stands still.
    await db.transaction(async (tx) => {
      const { aRun, aFailure, aLine, anOrder } = await aHistory(tx);
      const write = async (at: SQL<Date>) => ({
        run: await aRun({ endedAt: at }),
        failure: await aFailure({ endedAt: at }),
        line: await aLine(active, at),
        order: await anOrder({ createdAt: at }),
      });
      const active = await aRun({ status: 'running', createdAt: old });
      const older = await write(sql`${daysAgo(90)} - interval '1 microsecond'`);
      const asOld = await write(daysAgo(90));
      const newest = await aRun();
      expect(await pruneOld(tx, 90, 100)).toEqual({
        runs: 1,
        failures: 1,
        runLines: 1,
        pushResults: 0,
        orders: 1,
        alerts: 0,
        isFull: false,
      });
      expect(await keptIn(tx)).toEqual({
        runs: [active, asOld.run, newest],
        failures: [asOld.failure],
        lines: [asOld.line],
        orders: [older.order, asOld.order],
        payments: [asOld.order],
      });
    });
  });

  it('keeps of each branch and kind the newest run that is over, even while a younger one waits', async () => {
    const { db } = await aDatabase();
    const { aBranch, aRun } = await aHistory(db);
    const other = await aBranch();
    await aRun({ endedAt: daysAgo(200) });
    const receive = await aRun({ endedAt: daysAgo(150), status: 'failed' });
    await aRun({ endedAt: daysAgo(200), kind: 'push' });
    const push = await aRun({ endedAt: daysAgo(100), kind: 'push' });
    const elsewhere = await aRun({ endedAt: daysAgo(300), branchId: other });
    const waiting = await aRun({ status: 'queued' });
    expect(await pruneOld(db, 90, 100)).toMatchObject({ runs: 2 });
    expect((await keptIn(db)).runs).toEqual([receive, push, elsewhere, waiting]);
    expect(await pruneOld(db, 90, 100)).toMatchObject({ runs: 0, isFull: false });
  });

  it('never takes what is not over, nor links, nor the audit', async () => {
    const { db } = await aDatabase();
    const { branchId, aRun, aFailure } = await aHistory(db);
    const active = [await aRun({ status: 'queued', createdAt: old }), await aRun({ status: 'running', createdAt: old })];
    const standing = [await aFailure({ status: 'open', endedAt: old }), await aFailure({ status: 'retrying', endedAt: old })];
    await aFailure({ status: 'dismissed', endedAt: old });
    await db
      .insert(links)
      .values({ branchId, model: 'product.product', remoteId: 1, centralId: 1, source: 'hand', updatedAt: old });
    await db.insert(audit).values({ id: branchId, at: old, actor: 'cli', action: 'branch.added', subject: 'branch shop' });
    expect(await pruneOld(db, 90, 100)).toMatchObject({ runs: 0, failures: 1 });
    expect(await keptIn(db)).toMatchObject({ runs: active, failures: standing });
    expect(await db.$count(links)).toBe(1);
    expect(await db.$count(audit)).toBe(1);
  });

  it('takes the lines of a run with it; its failures that stand and its orders stay, and name no run', async () => {
    const { db } = await aDatabase();
    const { aRun, aLine, aFailure, anOrder } = await aHistory(db);
    const gone = await aRun({ endedAt: old });
    await aLine(gone, old);
    await aLine(gone, old);
    const failure = await aFailure({ status: 'open', endedAt: old, runId: gone });
    const order = await anOrder({ createdAt: old, runId: gone });
    const newest = await aRun();
    const line = await aLine(newest, young);
    expect(await pruneOld(db, 90, 100)).toEqual({
      runs: 1,
      runLines: 2,
      pushResults: 0,
      failures: 0,
      orders: 1,
      alerts: 0,
      isFull: false,
    });
    expect(await keptIn(db)).toEqual({ runs: [newest], failures: [failure], lines: [line], orders: [order], payments: [] });
    expect(await db.$count(failures, isNotNull(failures.runId))).toBe(0);
    expect(await db.$count(orders, isNotNull(orders.runId))).toBe(0);
  });

  it('does not import an order again whose payments and run are forgotten', async () => {
    const world = await aWorld([generatedBranch({ name: 'b1', seed: 61, orders: 30, password: canarySecret })]);
    const [branch] = world.branches;
    await world.receive(branch);
    const before = await ledgerOf(world, branch);
    await world.receive(branch);
    await world.database.db.execute(sql`update runs set finished_at = finished_at - interval '91 days'`);
    await world.database.db.execute(sql`update orders set created_at = created_at - interval '91 days'`);
    expect(await pruneOld(world.database.db, 90, 100)).toMatchObject({ runs: 1, orders: 30 });

    const after = await ledgerOf(world, branch);
    const forgotten = { payments: [], runId: null, createdAt: expect.any(Date) };
    expect(after).toEqual(before.map((order) => ({ ...order, ...forgotten })));
    const { run } = await world.receive(branch, { request: { since: '2020-01-01T00:00:00Z' } });
    expect(run).toMatchObject({ status: 'succeeded', seen: 30, imported: 0, alreadyThere: 30 });
    await expectExactlyOnce(world, branch);
  });
});

describe('a step', () => {
  it('takes no more than its limit of each, and the steps come to an end', async () => {
    const { db } = await aDatabase();
    const kept = await aLongHistory(db);
    const steps = await stepsOf(db, 10);
    for (const step of steps) {
      for (const taken of [step.runs, step.runLines, step.failures, step.orders]) expect(taken).toBeLessThanOrEqual(10);
    }
    expect(steps.slice(0, -1).every(({ isFull }) => isFull)).toBe(true);
    expect(sumOf(steps)).toMatchObject(takenInAll);
    expect(await keptIn(db)).toMatchObject(kept);
  });

  it('frees a run of more orders than the limit before it goes: no cascade writes them all at once', async () => {
    const { db } = await aDatabase();
    const { aRun, anOrder } = await aHistory(db);
    const gone = await aRun({ endedAt: old });
    for (let order = 0; order < 25; order += 1) await anOrder({ createdAt: old, runId: gone });
    await aRun();
    expect(await stepsOf(db, 10)).toMatchObject([
      { runs: 0, orders: 10, isFull: true },
      { runs: 0, orders: 10, isFull: true },
      { runs: 1, orders: 5, isFull: false },
    ]);
  });

  it('takes what a large push has told of its records bit by bit before the run goes', async () => {
    const { db } = await aDatabase();
    const { aRun } = await aHistory(db);
    const gone = await aRun({ endedAt: old, kind: 'push' });
    const told = (runId: string, count: number) =>
      db.insert(pushResults).values(
        Array.from({ length: count }, (_, index) => {
          const record = { model: 'product.product' as const, centralId: index + 1, name: 'x', action: 'create' as const };
          return { runId, ...record };
        }),
      );
    await told(gone, 25);
    const kept = await aRun({ kind: 'push' });
    await told(kept, 5);
    expect(await stepsOf(db, 10)).toMatchObject([
      { runs: 0, pushResults: 10, isFull: true },
      { runs: 0, pushResults: 10, isFull: true },
      { runs: 1, pushResults: 5, isFull: false },
    ]);
    expect(await db.$count(pushResults)).toBe(5);
  });

  it('may be made by several planners at once: each row is taken by one of them', async () => {
    const { db } = await aDatabase();
    const kept = await aLongHistory(db);
    const steps = await Promise.all([stepsOf(db, 7), stepsOf(db, 7), stepsOf(db, 7)]);
    const last = await stepsOf(db, 100);
    expect(sumOf([...steps.flat(), ...last])).toMatchObject(takenInAll);
    expect(await keptIn(db)).toMatchObject(kept);
  });

  it('passes by what somebody else holds, and waits for nobody', async () => {
    const { db } = await aDatabase();
    const { aRun, aLine, aFailure, anOrder } = await aHistory(db);
    for (let each = 0; each < 2; each += 1) {
      await aLine(await aRun({ endedAt: old }), old);
      await aFailure({ endedAt: old });
      await anOrder({ createdAt: old });
    }
    await aRun();
    await db.transaction(async (holder) => {
      for (const table of [runs, failures, orders])
        await holder.execute(sql`select 1 from ${table} order by id limit 1 for update`);
      expect(await pruneOld(db, 90, 100)).toEqual({
        runs: 1,
        runLines: 2,
        pushResults: 0,
        failures: 1,
        orders: 1,
        alerts: 0,
        isFull: false,
      });
    });
    expect(await pruneOld(db, 90, 100)).toEqual({
      runs: 1,
      runLines: 0,
      pushResults: 0,
      failures: 1,
      orders: 1,
      alerts: 0,
      isFull: false,
    });
  });

  it('reads what it takes and little more, however much there is', async () => {
    const database = await aDatabase();
    await aBigHistory(database);
    await database.db.transaction(async (tx) => {
      const readAtFirst = await readsOf(tx);
      expect(await pruneOld(tx, 90, 100)).toMatchObject({ runs: 0, failures: 100, runLines: 100, orders: 100 });
      expect(await pruneOld(tx, 90, 100)).toMatchObject({ runs: 100, failures: 100, runLines: 0, orders: 100 });
      const readInTheEnd = await readsOf(tx);
      for (const table of ['runs', 'run_lines', 'failures', 'orders']) {
        const [first, last] = [readAtFirst(table), readInTheEnd(table)];
        expect(last.sequentially - first.sequentially, `${table}: rows read by a scan`).toBe(0);
        // Chosen, locked, written, two times a hundred; of a run also its successor.
        expect(last.byIndex - first.byIndex, `${table}: rows read through an index`).toBeLessThanOrEqual(1_000);
      }
    });
  });
});

describe('the planner', () => {
  it('makes a step every minute, and at every tick while there is more', async () => {
    const { database, clock, tick } = await aPlanner();
    await manyFailures(database, 2_500);
    expect([await tick(), await tick(), await tick()]).toMatchObject([{ pruned: 1_000 }, { pruned: 1_000 }, { pruned: 500 }]);
    await manyFailures(database, 1);
    clock.ms += 59_999;
    expect(await tick()).toMatchObject({ pruned: 0 });
    clock.ms += 1;
    expect(await tick()).toMatchObject({ pruned: 1 });
  });

  it('tells what went wrong, plans all the same, and tries again a minute later', async () => {
    const { database, clock, told, tick } = await aPlanner();
    await manyFailures(database, 3);
    await database.db.execute(sql`alter table failures rename resolved_at to elsewhere`);
    await database.db.execute(sql`update schedules set next_due_at = now()`);
    expect(await tick()).toMatchObject({ made: 1, pruned: 0 });
    expect(told).toMatchObject([{ cause: { message: 'column failures.resolved_at does not exist' } }]);
    await database.db.execute(sql`alter table failures rename elsewhere to resolved_at`);
    clock.ms += 59_999;
    expect(await tick()).toMatchObject({ pruned: 0 });
    clock.ms += 1;
    expect(await tick()).toMatchObject({ pruned: 3 });
    expect(told).toHaveLength(1);
  });

  async function aPlanner() {
    const database = await aDatabase();
    const { branchId } = await aHistory(database.db);
    await database.db.insert(schedules).values({ branchId, kind: 'receive', everySeconds: 600 });
    const store = chooseQueueStore({ redisUrl: null, databaseUrl: database.url, prefix: 'retention' });
    const queues = openQueues(store, () => undefined);
    onTestFinished(() => queues.close());
    const clock = { ms: Date.now() };
    const told: unknown[] = [];
    const { tick } = createPlanner({
      db: database.db,
      queues,
      now: () => new Date(clock.ms),
      retentionDays: 90,
      onNotEnqueued: (error) => {
        throw error;
      },
      onNotPruned: (error) => told.push(error),
    });
    return { database, clock, told, tick };
  }
});

/** Resolved ones, too old, of the branch that there is. */
async function manyFailures({ db }: TestDatabase, count: number): Promise<void> {
  await db.execute(sql`
    insert into failures (id, branch_id, kind, code, class, message, fix, fingerprint, status, resolved_at)
    select gen_random_uuid(), id, 'receive', 'product.unknown', 'permanent', 'm', 'f', 'f', 'resolved', now() - interval '100 days'
    from branches, generate_series(1, ${count}::int)`);
}

/** What there is still, each in the order of its making. */
async function keptIn(db: Database | Transaction) {
  const idsOf = (rows: readonly { id: string | number }[]) => rows.map(({ id }) => id);
  const ledger = await db.select().from(orders).orderBy(asc(orders.id));
  return {
    runs: idsOf(await db.select().from(runs).orderBy(asc(runs.id))),
    failures: idsOf(await db.select().from(failures).orderBy(asc(failures.id))),
    lines: idsOf(await db.select().from(runLines).orderBy(asc(runLines.id))),
    orders: idsOf(ledger),
    /** Orders of which is known how they were paid. */
    payments: idsOf(ledger.filter(({ payments }) => payments.length > 0)),
  };
}

/** What goes of a long history. */
const takenInAll = { runs: 23, runLines: 46, failures: 31 };

/** Rows that are too old, by the dozen, and among them some that stay; gives those. */
async function aLongHistory(db: Database) {
  const { aRun, aLine, aFailure, anOrder } = await aHistory(db);
  const made: string[] = [];
  const standing: string[] = [];
  for (let each = 0; each < takenInAll.runs; each += 1) {
    const run = await aRun({ endedAt: old });
    await aLine(run, old);
    await aLine(run, old);
    standing.push(await aFailure({ status: 'open', endedAt: old, runId: run }));
    made.push(await anOrder({ createdAt: old, runId: run }), await anOrder({ createdAt: old }));
  }
  for (let each = 0; each < takenInAll.failures; each += 1) await aFailure({ endedAt: old });
  const newest = await aRun();
  return { runs: [newest], failures: standing, lines: [], orders: made, payments: [] };
}

/** Makes steps until one is not full. */
async function stepsOf(db: Database, limit: number): Promise<Pruned[]> {
  const steps: Pruned[] = [];
  do steps.push(await pruneOld(db, 90, limit));
  while (steps.at(-1)?.isFull);
  return steps;
}

function sumOf(steps: readonly Pruned[]) {
  const total = { runs: 0, runLines: 0, failures: 0 };
  for (const step of steps) {
    total.runs += step.runs;
    total.runLines += step.runLines;
    total.failures += step.failures;
  }
  return total;
}

/** Half a year of a shop that sells every hour or so: 5,000 of each, half of them too old. */
async function aBigHistory({ db }: TestDatabase): Promise<void> {
  const { branchId } = await aHistory(db);
  await db.execute(sql`
    insert into runs (id, branch_id, kind, trigger, status, created_at, finished_at)
    select (lpad(to_hex(n), 12, '0') || '70008000000000000000')::uuid, ${branchId}, 'receive', 'schedule', 'succeeded', at, at
    from generate_series(1, 5000) n, lateral (select now() - make_interval(hours => 24 * 180) + n * interval '52 minutes' as at) as moment`);
  await db.execute(sql`insert into run_lines (run_id, at, text) select id, created_at, 'line' from runs order by id`);
  await db.execute(sql`
    insert into failures (id, branch_id, run_id, kind, code, class, message, fix, fingerprint, status, resolved_at)
    select gen_random_uuid(), branch_id, id, kind, 'product.unknown', 'permanent', 'm', 'f', id::text, 'resolved', finished_at from runs`);
  await db.execute(sql`
    insert into orders (id, branch_id, run_id, identity, uuid, remote_id, pos_reference, status, ordered_at, currency, central_id, pos_total, payments, created_at)
    select id, branch_id, id, id::text, id::text, 1, 'Order', 'imported', created_at, 'EUR', 1, 10, ${JSON.stringify(paidInCash)}::text::jsonb, created_at from runs`);
  await db.execute(
    sql`insert into runs (id, branch_id, kind, trigger, status) values (gen_random_uuid(), ${branchId}, 'receive', 'manual', 'queued')`,
  );
  await db.execute(sql`analyze`);
}

/** What a transaction has read of each table, by Postgres's own counters. */
async function readsOf(tx: Transaction) {
  const counters = await tx
    .select({
      table: sql<string>`relname`,
      sequentially: sql`seq_tup_read`.mapWith(Number),
      byIndex: sql`idx_tup_fetch`.mapWith(Number),
    })
    .from(sql`pg_stat_xact_user_tables`);
  return (table: string) => {
    const found = counters.find((row) => row.table === table);
    if (found === undefined) throw new Error(`There is no table ${table}.`);
    return found;
  };
}
