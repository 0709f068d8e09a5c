import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { troublesOf } from '../harness/troubles.ts';
import { aWorld, canarySecret, standingFailures } from '../harness/world.ts';

const aWorldOfTwo = () => {
  const shop = (name: string, seed: number) => generatedBranch({ name, seed, orders: 20, password: canarySecret });
  return aWorld([shop('b1', 21), shop('b2', 22)]);
};

describe.each(queueStores())('trouble with one branch (queue in $name)', (store) => {
  it.each(troublesOf('branch'))('$name: told as $code, the other branch goes on, and it recovers by itself', async (trouble) => {
    const world = await aWorldOfTwo();
    const queued = withQueue(world, store, { ODOO_CALL_TIMEOUT_MS: '1500' });
    const [troubled, other = troubled] = world.branches;
    await queued.startWorker();
    const end = await trouble.begin(world);
    const isTransient = trouble.class === 'transient';

    const run = await queued.enqueue(troubled);
    const failure = await queued.failureOf(troubled);
    expect(failure).toMatchObject({
      code: trouble.code,
      class: trouble.class,
      status: isTransient ? 'retrying' : 'open',
      remoteModel: null,
    });
    expect(failure.message).toContain('Branch b1');
    expect(failure.fix.length).toBeGreaterThan(20);
    expect(await world.runOf(run.id)).toMatchObject({
      status: isTransient ? 'queued' : 'failed',
      error: { code: trouble.code, message: failure.message, fix: failure.fix },
    });
    expect(await queued.finished(await queued.enqueue(other))).toMatchObject({ status: 'succeeded', imported: 20 });

    await end();
    // What is transient comes back by the queue; what a person has put right, with the next run.
    if (isTransient) await queued.promote(run);
    const recovered = isTransient ? run : await queued.enqueue(troubled);
    expect(await queued.finished(recovered)).toMatchObject({ status: 'succeeded', imported: 20, failed: 0, error: null });
    if (!isTransient) expect(await world.runOf(run.id)).toMatchObject({ status: 'failed', attempts: 1 });
    expect(await standingFailures(world, troubled)).toEqual([]);
    await expectExactlyOnce(world, troubled);
  });

  it('a branch that hangs holds one place of the worker: others come and go meanwhile', async () => {
    const world = await aWorldOfTwo();
    const queued = withQueue(world, store, { WORKER_CONCURRENCY: '2', ODOO_CALL_TIMEOUT_MS: '60000' });
    const [troubled, other = troubled] = world.branches;
    const hanging = new Promise<void>((resolve) => {
      world.sim.onCall({ database: troubled.code }, () => resolve());
    });
    world.sim.outages.add({ match: { database: troubled.code }, kind: 'hang' });
    await queued.startWorker();
    const run = await queued.enqueue(troubled);
    await hanging;
    for (const since of ['2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z', '2022-01-01T00:00:00Z']) {
      expect(await queued.finished(await queued.enqueue(other, { since }))).toMatchObject({ status: 'succeeded', seen: 20 });
    }
    expect(await world.runOf(run.id)).toMatchObject({ status: 'running', error: null });
    await expectExactlyOnce(world, other);
  });
});
