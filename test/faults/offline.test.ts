import type { Run } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { requestRun } from '@branch-sync/sync';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { until } from '../harness/until.ts';
import { aWorld, canarySecret, standingFailures, type TestBranch, type World } from '../harness/world.ts';

const shop = (name: string, seed: number) => generatedBranch({ name, seed, orders: 15, password: canarySecret });

/** A side that is away is tried again every second at the least. */
const soon = { OFFLINE_RETRY_SECONDS: '1' };
/** As in production: nobody waits for that in a test. */
const late = { OFFLINE_RETRY_SECONDS: '900' };

describe.each(queueStores())('with nobody at hand (queue in $name)', (store) => {
  it('a branch that was offline for long is back by itself, with the run that waited for it', async () => {
    const world = await aWorld([shop('b1', 101), shop('b2', 102)]);
    const queued = withQueue(world, store, soon);
    const [offline, other = offline] = world.branches;
    const end = world.sim.outages.add({ match: { database: offline.code }, kind: 'refuse' });
    await queued.startWorker();
    const run = await queued.enqueue(offline);
    // The first tries are the queue's, and their pauses are no part of this.
    await queued.promote(run);
    await queued.promote(run);
    await until('many tries in vain', async () => (await missesOf(world, offline)) > 5);
    expect(await world.runOf(run.id)).toMatchObject({ finishedAt: null, error: { code: 'branch.unreachable' } });
    expect(await standingFailures(world, offline)).toMatchObject([{ code: 'branch.unreachable', status: 'retrying' }]);
    expect((await queued.jobOf(run)).attemptsMade).toBe(2);
    expect(await queued.finished(await queued.enqueue(other))).toMatchObject({ status: 'succeeded' });
    end();
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', imported: 15, error: null });
    expect(await standingFailures(world, offline)).toEqual([]);
    await expectExactlyOnce(world, offline);
  });

  it('no run fails while central is away, and all come in once it is back', async () => {
    const world = await aWorld([shop('b1', 103), shop('b2', 104), shop('b3', 105)]);
    const queued = withQueue(world, store, soon);
    const end = world.sim.outages.add({ match: { database: world.central.name }, kind: 'refuse' });
    await queued.startWorker();
    const runs: Run[] = [];
    for (const branch of world.branches) runs.push(await queued.enqueue(branch));
    await until('every run to wait for central', async () => {
      const states = await Promise.all(runs.map(({ id }) => world.runOf(id)));
      return states.every(({ status, error }) => status === 'queued' && error !== null);
    });
    end();
    for (const [index, branch] of world.branches.entries()) {
      const run = runs[index];
      if (run !== undefined) expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', imported: 15 });
      await expectExactlyOnce(world, branch);
      expect(await standingFailures(world, branch)).toEqual([]);
    }
  });

  it('whoever asks by hand has an offline branch tried at once, and its waiting run goes first', async () => {
    const world = await aWorld([shop('b1', 106)]);
    const queued = withQueue(world, store, late);
    const [branch] = world.branches;
    const end = world.sim.outages.add({ match: { database: branch.code }, kind: 'refuse' });
    await queued.startWorker();
    const run = await queued.enqueue(branch);
    await queued.promote(run);
    await queued.promote(run);
    await until('the circuit to open', async () => (await missesOf(world, branch)) === 3);
    await until('the run to wait', async () => (await queued.jobOf(run)).isDelayed());
    end();
    const { runId } = await requestRun(
      { db: world.database.db, queues: queued.queues },
      {
        branchId: branch.id,
        branchCode: branch.code,
        kind: 'receive',
        trigger: 'manual',
        request: { since: '2020-01-01T00:00:00Z' },
        idempotencyKey: null,
      },
    );
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', imported: 15 });
    expect(await queued.finished(await world.runOf(runId))).toMatchObject({ status: 'succeeded', seen: 15, alreadyThere: 15 });
  });
});

async function missesOf({ database }: World, branch: TestBranch): Promise<number> {
  const [row] = await database.sql`select misses from circuits where branch_id = ${branch.id}`;
  return Number(row?.['misses'] ?? 0);
}
