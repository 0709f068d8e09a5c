import { randomUUID } from 'node:crypto';
import { branches, claimDueSchedules, insertRun, runs, schedules } from '@branch-sync/db';
import { chooseQueueStore, enqueueRun, enqueueRuns, nextDueAt, openQueues, phaseOf, type Queues } from '@branch-sync/queue';
import { createPlanner } from '@branch-sync/sync';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aDatabase, type TestDatabase } from '../harness/database.ts';
import { queueStores, type TestQueueStore } from '../harness/queue-stores.ts';

const hourMs = 3_600_000;

describe('a claim that looks ahead', () => {
  it('takes what is due within its time, says in how long, and plans the moment after that', async () => {
    const database = await aDatabase();
    const branch = await aBranchDueIn(database, '30 minutes');
    const dueAt = await nextDueOf(database, branch.id);
    const { runs: made, skipped } = await claim(database, hourMs);
    expect({ skipped, made }).toMatchObject({ skipped: 0, made: [{ branchId: branch.id, branchCode: branch.code }] });
    expect(made[0]?.dueInMs).toBeGreaterThan(29 * 60_000);
    expect(made[0]?.dueInMs).toBeLessThanOrEqual(30 * 60_000);
    expect((await nextDueOf(database, branch.id))?.getTime()).toBe((dueAt?.getTime() ?? 0) + hourMs);
    expect((await claim(database, hourMs)).runs).toEqual([]);
  });

  it('leaves what is due later', async () => {
    const database = await aDatabase();
    await aBranchDueIn(database, '90 minutes');
    expect(await claim(database, hourMs)).toMatchObject({ runs: [], skipped: 0 });
  });

  it('does not skip a slot before its moment: the run under way may be over by then', async () => {
    const database = await aDatabase();
    const branch = await aBranchDueIn(database, '30 minutes');
    const { run } = await insertRun(database.db, {
      branchId: branch.id,
      kind: 'receive',
      trigger: 'manual',
      request: {},
      idempotencyKey: null,
    });
    expect(await claim(database, hourMs)).toMatchObject({ runs: [], skipped: 0 });
    await database.db.update(runs).set({ status: 'succeeded', finishedAt: sql`now()` }).where(eq(runs.id, run.id));
    expect((await claim(database, hourMs)).runs).toMatchObject([{ branchId: branch.id }]);
  });
});

describe.each(queueStores())('planned ahead (queue in $name)', (store) => {
  it('has a run of the coming second wait in the queue, and begin no sooner than it is due', async () => {
    const database = await aDatabase();
    const queues = queuesOf(database, store);
    const branch = await aBranchDueIn(database, '1.2 seconds');
    const dueAt = await nextDueOf(database, branch.id);
    expect(await aPlanner(database, queues).tick()).toMatchObject({ made: 1, skipped: 0 });
    const [run] = await database.db.select().from(runs);
    const job = await queues.byName.receive.getJob(run?.id ?? '');
    expect(job?.data).toEqual({ runId: run?.id });
    expect((job?.timestamp ?? 0) + (job?.delay ?? 0)).toBeGreaterThanOrEqual(dueAt?.getTime() ?? Number.NaN);
  });

  it('gives many runs at once as it gives them one by one: its own id, one per branch, its own moment', async () => {
    const database = await aDatabase();
    const queues = queuesOf(database, store);
    const run = (branchId: string, delayMs?: number) => ({
      id: randomUUID(),
      kind: 'receive' as const,
      branchId,
      branchCode: `B-${branchId.slice(0, 4)}`,
      ...(delayMs === undefined ? {} : { delayMs }),
    });
    const first = run(randomUUID());
    expect(await enqueueRun(queues, first)).toBe(true);
    const sameBranch = run(first.branchId);
    const atOnce = run(randomUUID());
    const inAnHour = run(randomUUID(), hourMs);
    await enqueueRuns(queues, [sameBranch, atOnce, inAnHour]);
    const stateOf = async ({ id }: { id: string }) => (await queues.byName.receive.getJob(id))?.getState();
    expect(await stateOf(sameBranch)).toBeUndefined();
    expect(await stateOf(atOnce)).toBe('waiting');
    expect(await stateOf(inAnHour)).toBe('delayed');
    const [alone, amongMany] = await Promise.all([first, atOnce].map(({ id }) => queues.byName.receive.getJob(id)));
    const deduplication = { id: `receive-${atOnce.branchId}` };
    expect(amongMany?.name).toBe(`receive ${atOnce.branchCode}`);
    expect(amongMany?.opts).toEqual({ ...alone?.opts, jobId: atOnce.id, deduplication });
  });

  it('looks for lost jobs a page a tick, so that none takes long, until all are there again', async () => {
    const database = await aDatabase();
    const queues = queuesOf(database, store);
    await database.sql`
      insert into branches (id, code, name, timezone, url, database, login, secret_envelope, default_customer_id)
      select gen_random_uuid(), 'S' || n, 'Shop', 'UTC', 'http://127.0.0.1:1', 's' || n, 'sync', 'v1.x', 1 from generate_series(1, 501) n`;
    await database.sql`
      insert into runs (id, branch_id, kind, trigger, created_at)
      select gen_random_uuid(), id, 'receive', 'schedule', now() - interval '1 minute' from branches`;
    const planner = aPlanner(database, queues);
    expect(await planner.tick()).toMatchObject({ restored: 500 });
    expect(await planner.tick()).toMatchObject({ restored: 1 });
    expect(await planner.tick()).toMatchObject({ restored: 0 });
    expect(await queues.byName.receive.getJobCounts('waiting')).toEqual({ waiting: 501 });
  });
});

async function aBranchDueIn({ db }: TestDatabase, interval: string): Promise<{ id: string; code: string }> {
  const branch = { id: randomUUID(), code: `B${randomUUID().slice(0, 8)}` };
  const columns = {
    name: 'Shop',
    timezone: 'UTC',
    url: 'http://127.0.0.1:1',
    database: 'b',
    login: 'sync',
    secretEnvelope: 'v1.x',
  };
  await db.insert(branches).values({ ...branch, ...columns, defaultCustomerId: 1 });
  const dueAt = sql<Date>`date_trunc('milliseconds', now() + ${interval}::interval)`;
  await db
    .insert(schedules)
    .values({ branchId: branch.id, kind: 'receive', everySeconds: 3_600, startsAt: dueAt, nextDueAt: dueAt });
  return branch;
}

async function nextDueOf({ db }: TestDatabase, branchId: string): Promise<Date | null | undefined> {
  const [schedule] = await db.select().from(schedules).where(eq(schedules.branchId, branchId));
  return schedule?.nextDueAt;
}

function claim({ db }: TestDatabase, aheadMs: number) {
  return claimDueSchedules(db, { kinds: ['receive'], limit: 10, aheadMs }, (schedule, after) =>
    nextDueAt(schedule, after, phaseOf(schedule.branchId)),
  );
}

function queuesOf(database: TestDatabase, store: TestQueueStore): Queues {
  const { REDIS_URL, QUEUE_PREFIX = '' } = store.environment();
  const settings = { redisUrl: REDIS_URL ?? null, databaseUrl: database.url, prefix: QUEUE_PREFIX };
  const queues = openQueues(chooseQueueStore(settings), () => undefined);
  onTestFinished(() => queues.close());
  return queues;
}

function aPlanner({ db }: TestDatabase, queues: Queues) {
  const fail = (error: unknown) => {
    throw error;
  };
  return createPlanner({ db, queues, now: () => new Date(), retentionDays: 90, onNotEnqueued: fail, onNotPruned: fail });
}
