import { type BranchChange, branches, cliActor, runs, type ScheduleSettings, schedules, updateBranch } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { chooseQueueStore, openQueues, type Queues } from '@branch-sync/queue';
import { createPlanner } from '@branch-sync/sync';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { queueStores } from '../harness/queue-stores.ts';
import { aWorld, canarySecret, type TestBranch, type World } from '../harness/world.ts';

describe.each(queueStores())('the planner (queue in $name)', (store) => {
  it('makes one run of a schedule that is due, enqueues it, and plans the next from now', async () => {
    const { world, branch, queues, tick } = await aPlanner();
    await schedule(world, branch, { everySeconds: 600, nextDueAt: ago('3 days') });
    expect(await tick()).toMatchObject({ made: 1, skipped: 0 });
    const [run, ...others] = await runsOf(world);
    expect(others).toEqual([]);
    expect(run).toMatchObject({ kind: 'receive', trigger: 'schedule', status: 'queued', request: {} });
    expect(await queues.byName.receive.getJob(run?.id ?? '')).toMatchObject({ data: { runId: run?.id } });
    const { nextDueAt } = await scheduleOf(world, branch);
    const inSeconds = ((nextDueAt?.getTime() ?? 0) - Date.now()) / 1000;
    expect(inSeconds).toBeGreaterThan(-5);
    expect(inSeconds).toBeLessThanOrEqual(600);
    expect(await tick()).toMatchObject({ made: 0, skipped: 0 });
  });

  it('skips a slot while a run is under way, and counts it', async () => {
    const { world, branch, tick } = await aPlanner();
    await world.ask(branch);
    await schedule(world, branch, { everySeconds: 600, nextDueAt: ago('1 second') });
    expect(await tick()).toMatchObject({ made: 0, skipped: 1 });
    expect(await scheduleOf(world, branch)).toMatchObject({ skippedSlots: 1 });
    expect(await runsOf(world)).toHaveLength(1);
  });

  it('plans a schedule that is new or was changed, without a run for it', async () => {
    const { world, branch, tick } = await aPlanner();
    const startsAt = new Date('2100-01-01T06:00:00Z');
    await schedule(world, branch, { everySeconds: 600, startsAt });
    expect(await tick()).toMatchObject({ made: 0 });
    expect(await scheduleOf(world, branch)).toMatchObject({ nextDueAt: startsAt });
    await schedule(world, branch, {
      everySeconds: null,
      cron: '0 2 * * *',
      nextDueAt: null,
      startsAt: new Date('2100-06-01T00:00:00Z'),
    });
    await tick();
    // 02:00 in Brussels.
    expect(await scheduleOf(world, branch)).toMatchObject({ nextDueAt: new Date('2100-06-01T00:00:00Z') });
  });

  it('leaves alone what is paused and what has no rhythm', async () => {
    const { world, branch, tick } = await aPlanner();
    await schedule(world, branch, { everySeconds: 600, paused: true, nextDueAt: ago('1 hour') });
    expect(await tick()).toMatchObject({ made: 0 });
    await schedule(world, branch, { everySeconds: null, paused: false, nextDueAt: ago('1 hour') });
    expect(await tick()).toMatchObject({ made: 0 });
  });

  it.each([{ everySeconds: 60 }, { cron: '* * * * *' }])(
    'is not due outside its window, but from its opening on: %o',
    async (rhythm) => {
      const { world, branch, tick } = await aPlanner({ timezone: 'UTC' });
      await schedule(world, branch, { ...rhythm, ...windowAround(2, 4) });
      expect(await tick()).toMatchObject({ made: 0 });
      const inMinutes = minutesFromNow((await scheduleOf(world, branch)).nextDueAt);
      expect(inMinutes).toBeGreaterThan(118);
      expect(inMinutes).toBeLessThan(122);
    },
  );

  it.each([{ everySeconds: 60 }, { cron: '* * * * *' }])('is due inside its window: %o', async (rhythm) => {
    const { world, branch, tick } = await aPlanner({ timezone: 'UTC' });
    await schedule(world, branch, { ...rhythm, ...windowAround(-2, 2), nextDueAt: ago('1 second') });
    expect(await tick()).toMatchObject({ made: 1 });
    expect(minutesFromNow((await scheduleOf(world, branch)).nextDueAt)).toBeLessThan(2);
  });

  it('starts inside its window where its start is outside', async () => {
    const { world, branch, tick } = await aPlanner();
    const startsAt = new Date('2100-06-01T21:00:00Z');
    await schedule(world, branch, { cron: '*/30 * * * *', startsAt, windowFrom: '08:15', windowUntil: '20:00' });
    expect(await tick()).toMatchObject({ made: 0 });
    expect(await scheduleOf(world, branch)).toMatchObject({ nextDueAt: new Date('2100-06-02T06:30:00Z') });
  });

  it('holds to a changed window, rhythm and zone from the next tick on, and makes no run for what was due before', async () => {
    const { world, branch, tick } = await aPlanner({ timezone: 'UTC' });
    const inTwoHours = windowAround(2, 4);
    const settings = { startsAt: null, everySeconds: 60, cron: null, paused: false };
    const wholeDay = { ...settings, windowFrom: null, windowUntil: null };
    const nextInMinutes = async () => {
      expect(await tick()).toMatchObject({ made: 0 });
      return minutesFromNow((await scheduleOf(world, branch)).nextDueAt);
    };
    await change(world, branch, wholeDay);
    expect(await nextInMinutes()).toBeLessThan(2);
    await schedule(world, branch, { nextDueAt: ago('1 second') });
    await change(world, branch, { ...settings, ...inTwoHours });
    expect(await nextInMinutes()).toBeGreaterThan(118);
    await change(world, branch, { ...settings, cron: '* * * * *', everySeconds: null, ...inTwoHours });
    expect(await nextInMinutes()).toBeGreaterThan(118);
    // Three hours to the east the window is open now.
    await change(world, branch, null, { timezone: 'Etc/GMT-3' });
    expect(await nextInMinutes()).toBeLessThan(2);
    await change(world, branch, { ...wholeDay, paused: true });
    expect(await tick()).toMatchObject({ made: 0 });
    expect(await scheduleOf(world, branch)).toMatchObject({ nextDueAt: null });
    await change(world, branch, wholeDay);
    expect(await nextInMinutes()).toBeLessThan(2);
  });

  it('makes runs of a branch for each kind by its own schedule, and enqueues each where it is worked on', async () => {
    const { world, branch, queues, tick } = await aPlanner();
    await schedule(world, branch, { everySeconds: 600, nextDueAt: ago('1 second') });
    await world.database.db
      .insert(schedules)
      .values({ branchId: branch.id, kind: 'reconcile', cron: '30 3 * * *', nextDueAt: ago('1 second') });
    expect(await tick()).toMatchObject({ made: 2, skipped: 0 });
    const runs = await runsOf(world);
    expect(runs.map(({ kind, trigger, status }) => [kind, trigger, status]).sort()).toEqual([
      ['receive', 'schedule', 'queued'],
      ['reconcile', 'schedule', 'queued'],
    ]);
    for (const run of runs) expect((await queues.byName[run.kind].getJob(run.id))?.data).toEqual({ runId: run.id });
  });

  it('enqueues again what the queue has lost, once', async () => {
    const { world, branch, queues, tick, anotherPlanner } = await aPlanner();
    await schedule(world, branch, { everySeconds: 600, nextDueAt: ago('1 second') });
    await tick();
    const [run] = await runsOf(world);
    await queues.byName.receive.obliterate({ force: true });
    // Younger ones may be on their way.
    expect(await anotherPlanner().tick()).toMatchObject({ restored: 0 });
    await world.database.sql`update runs set created_at = now() - interval '1 minute'`;
    expect(await anotherPlanner().tick()).toMatchObject({ restored: 1 });
    expect(await queues.byName.receive.getJob(run?.id ?? '')).toBeDefined();
    expect(await anotherPlanner().tick()).toMatchObject({ restored: 0 });
    expect(await queues.byName.receive.getJobCounts('waiting')).toEqual({ waiting: 1 });
  });

  it('has a run worked on whose job was put off by a clock that runs ahead, not one that waits for its next try', async () => {
    const { world, branch, queues, anotherPlanner } = await aPlanner();
    const run = await world.ask(branch);
    await world.database.sql`update runs set created_at = now() - interval '1 minute', error = '{"code":"x"}'`;
    const options = { jobId: run.id, deduplication: { id: `receive-${branch.id}` }, delay: 3_600_000 };
    const job = await queues.byName.receive.add('receive b1', { runId: run.id }, options);
    await anotherPlanner().tick();
    expect(await job.getState()).toBe('delayed');
    await world.database.sql`update runs set error = null`;
    await anotherPlanner().tick();
    expect(await job.getState()).toBe('waiting');
  });

  it('takes the job of a run that is over out of the way of the branch’s next', async () => {
    const { world, branch, queues, anotherPlanner } = await aPlanner();
    const dead = await world.ask(branch);
    const options = { jobId: dead.id, deduplication: { id: `receive-${branch.id}` }, delay: 3_600_000 };
    await queues.byName.receive.add('receive b1', { runId: dead.id }, options);
    await world.database.sql`update runs set status = 'cancelled', finished_at = now()`;
    const next = await world.ask(branch);
    await world.database.sql`update runs set created_at = now() - interval '1 minute'`;
    expect(await anotherPlanner().tick()).toMatchObject({ restored: 1 });
    expect(await queues.byName.receive.getJob(next.id)).toBeDefined();
    expect(await queues.byName.receive.getJob(dead.id)).toBeUndefined();
  });

  it('gives back a run whose worker and job are both gone, not one that is worked on', async () => {
    const { world, branch, queues, anotherPlanner } = await aPlanner();
    const run = await world.ask(branch);
    await world.database.sql`update runs set status = 'running', created_at = now() - interval '1 minute'`;
    await world.database.sql`
      insert into leases (branch_id, token, holder, expires_at) values (${branch.id}, 1, ${run.id}, now() + interval '1 hour')`;
    expect(await anotherPlanner().tick()).toMatchObject({ restored: 0 });
    await world.database.sql`update leases set expires_at = now() - interval '1 second'`;
    expect(await anotherPlanner().tick()).toMatchObject({ restored: 1 });
    expect(await queues.byName.receive.getJob(run.id)).toBeDefined();
  });

  async function aPlanner({ timezone = 'Europe/Brussels' } = {}) {
    const world = await aWorld([generatedBranch({ name: 'b1', seed: 51, orders: 1, password: canarySecret })]);
    await world.database.db.update(branches).set({ timezone });
    const queues = queuesOf(world);
    const anotherPlanner = () => plannerOf(world, queues);
    return { world, branch: world.branches[0], queues, anotherPlanner, tick: anotherPlanner().tick };
  }

  function queuesOf({ database }: World): Queues {
    const { REDIS_URL, QUEUE_PREFIX = '' } = store.environment();
    const settings = { redisUrl: REDIS_URL ?? null, databaseUrl: database.url, prefix: QUEUE_PREFIX };
    const queues = openQueues(chooseQueueStore(settings), () => undefined);
    onTestFinished(() => queues.close());
    return queues;
  }
});

it('planners side by side make each run once, however many schedules are due', async () => {
  const world = await aWorld([generatedBranch({ name: 'b1', seed: 52, orders: 1, password: canarySecret })]);
  await world.database.sql`
    insert into branches (id, code, name, timezone, url, database, login, secret_envelope, default_customer_id)
    select gen_random_uuid(), 'S' || n, 'Shop', 'UTC', 'http://127.0.0.1:1', 's' || n, 'sync', 'v1.x', 1 from generate_series(1, 1500) n`;
  await world.database.sql`
    insert into schedules (branch_id, kind, every_seconds, next_due_at)
    select id, 'receive', 600, now() - interval '1 minute' from branches where code like 'S%'`;
  const queues = openQueues(
    chooseQueueStore({ redisUrl: null, databaseUrl: world.database.url, prefix: 'planners' }),
    () => undefined,
  );
  onTestFinished(() => queues.close());
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => plannerOf(world, queues).tick()));
  expect(outcomes.reduce((sum, { made }) => sum + made, 0)).toBe(1500);
  const [distinct] = await world.database.sql`select count(*)::int as runs, count(distinct branch_id)::int as branches from runs`;
  expect(distinct).toEqual({ runs: 1500, branches: 1500 });
  expect(await queues.byName.receive.getJobCounts('waiting')).toEqual({ waiting: 1500 });
});

function plannerOf({ database }: World, queues: Queues) {
  return createPlanner({
    db: database.db,
    queues,
    now: () => new Date(),
    retentionDays: 90,
    onNotEnqueued: (error) => {
      throw error;
    },
    onNotPruned: (error) => {
      throw error;
    },
  });
}

const ago = (interval: string) => sql<Date>`now() - ${interval}::interval`;

type Change = { -readonly [Column in keyof typeof schedules.$inferInsert]?: (typeof schedules.$inferInsert)[Column] | SQL };

async function schedule({ database }: World, branch: TestBranch, change: Change): Promise<void> {
  await database.db
    .update(schedules)
    .set(change)
    .where(and(eq(schedules.branchId, branch.id), eq(schedules.kind, 'receive')));
}

/** Changes a branch as the API does. Null: its schedule stays. */
async function change({ database }: World, { code }: TestBranch, receive: ScheduleSettings | null, columns: BranchChange = {}) {
  await updateBranch(database.db, cliActor, code, () => ({ columns, receive }));
}

/** A window by hours from now, in UTC. */
function windowAround(fromHours: number, untilHours: number) {
  const timeOfDay = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  return { windowFrom: timeOfDay(fromHours), windowUntil: timeOfDay(untilHours) };
}

const minutesFromNow = (at: Date | null) => ((at?.getTime() ?? Number.NaN) - Date.now()) / 60_000;

async function scheduleOf({ database }: World, branch: TestBranch) {
  const [found] = await database.db.select().from(schedules).where(eq(schedules.branchId, branch.id));
  if (found === undefined) throw new Error('The branch has no schedule.');
  return found;
}

function runsOf({ database }: World) {
  return database.db.select().from(runs);
}
