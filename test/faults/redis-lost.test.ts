import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, inject, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { aMortalRedis, type MortalRedis } from '../harness/mortal-redis.ts';
import { withQueue } from '../harness/queued-world.ts';
import { until } from '../harness/until.ts';
import { aWorld, canarySecret, standingFailures, type World } from '../harness/world.ts';

const load = { model: 'sale.order', method: 'load' } as const;
const batchesOfAll = 3;

describe.skipIf(inject('redisUrl') === null)('what Redis held is gone', () => {
  it.each<[string, (redis: MortalRedis) => Promise<void>]>([
    ['FLUSHALL', (redis) => redis.empty()],
    ['killed, and back with nothing', (redis) => redis.kill().then(() => redis.startAgain())],
  ])('in the middle of a run while others wait (%s): all of them end well', async (_, lose) => {
    const { world, redis, queued } = await aQueuedWorld();
    const worker = await queued.startWorker();
    const lost = atNextLoad(world, () => lose(redis));
    const runs = await Promise.all(world.branches.map((branch) => queued.enqueue(branch)));
    await lost;
    // Nobody else comes: the worker sees by itself that the store has forgotten the planner's ticks.
    for (const run of runs) expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', imported: 30, error: null });
    await expectBooksAgree(world);
    await expectSchedulesGoOn(world);
    expect(await worker.stop()).toBe(0);
  });

  it('and an older state is back: what ended since is not done again, what was accepted since is not lost', async () => {
    const { world, redis, queued } = await aQueuedWorld();
    const [first, second = first, third = first] = world.branches;
    const worker = await queued.startWorker();
    const saved = atNextLoad(world, async () => {
      await queued.enqueue(second);
      await redis.save();
    });
    const underWay = await queued.enqueue(first);
    await saved;
    expect(await queued.finished(underWay)).toMatchObject({ status: 'succeeded', attempts: 1 });
    await until('the run that waited to end as well', async () => (await countOf(world, 'succeeded')) === 2);
    expect(await worker.stop()).toBe(0);
    const accepted = await queued.enqueue(third);
    await redis.kill();
    await redis.startAgain();
    await makeOlder(world);

    // Redis believes that the first run is under way, that the second waits, and has never heard of the third.
    await queued.startWorker();
    expect(await queued.finished(accepted)).toMatchObject({ status: 'succeeded', imported: 30 });
    await until('the queue to be through', async () => {
      const jobs = await queued.queues.byName.receive.getJobCounts('active', 'waiting', 'delayed');
      return Object.values(jobs).every((count) => count === 0);
    });
    expect(await countOf(world, 'succeeded')).toBe(3);
    expect(await world.runOf(underWay.id)).toMatchObject({ attempts: 1 });
    expect(world.sim.calls.count(load)).toBe(batchesOfAll);
    await expectBooksAgree(world);
    await expectSchedulesGoOn(world);
  });

  /** Three branches, and a worker that takes one run at a time. */
  async function aQueuedWorld() {
    const shop = (name: string, seed: number) => generatedBranch({ name, seed, orders: 30, password: canarySecret });
    const world = await aWorld([shop('b1', 121), shop('b2', 122), shop('b3', 123)]);
    const redis = await aMortalRedis();
    return { world, redis, queued: withQueue(world, redis, { WORKER_CONCURRENCY: '1' }) };
  }
});

/** Does something while central works on the next batch. */
function atNextLoad(world: World, work: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = world.sim.onCall(load, async (moment) => {
      if (moment !== 'before') return;
      stop();
      await work().then(resolve, reject);
    });
  });
}

/** The planner leaves young runs alone: their jobs may be on their way. */
async function makeOlder({ database }: World): Promise<void> {
  await database.sql`update runs set created_at = created_at - interval '1 minute'`;
}

async function expectBooksAgree(world: World): Promise<void> {
  for (const branch of world.branches) {
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  }
}

async function expectSchedulesGoOn(world: World): Promise<void> {
  const before = await countOf(world, 'succeeded');
  await world.database.sql`update schedules set every_seconds = 600, next_due_at = now()`;
  await until(
    'a scheduled run of every branch',
    async () => (await countOf(world, 'succeeded')) === before + world.branches.length,
  );
  await expectBooksAgree(world);
}

async function countOf({ database }: World, status: string): Promise<number> {
  const [found] = await database.sql`select count(*)::int as count from runs where status = ${status}`;
  return Number(found?.['count']);
}
