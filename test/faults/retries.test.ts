import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { retryPolicy } from '../../packages/queue/src/retry-policy.ts';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { until } from '../harness/until.ts';
import { aWorld, canarySecret, standingFailures } from '../harness/world.ts';

const load = { model: 'sale.order', method: 'load' } as const;

describe.each(queueStores())('the queue tries a run again (queue in $name)', (store) => {
  it('after a transient failure, later each time, until it is through', async () => {
    const { world, branch, queued } = await aQueuedWorld();
    world.sim.outages.add({ match: load, kind: 'reset-after', times: 2 });
    await queued.startWorker();
    const run = await queued.enqueue(branch);
    for (const attempt of [1, 2]) {
      const job = await until(`attempt ${attempt} to fail`, async () => {
        const waiting = await queued.jobOf(run);
        return waiting.attemptsMade === attempt && (await waiting.isDelayed()) && waiting;
      });
      const longest = retryPolicy.firstDelayMs * 2 ** (attempt - 1);
      expect(job.delay).toBeGreaterThanOrEqual(longest * (1 - retryPolicy.jitter));
      expect(job.delay).toBeLessThanOrEqual(longest);
      expect(job.failedReason).toMatch(/^Central \(.* does not answer/);
      expect(await world.runOf(run.id)).toMatchObject({ status: 'queued', error: { code: 'central.unreachable' } });
      expect(await standingFailures(world, branch)).toMatchObject([{ status: 'retrying', attempts: attempt }]);
      await job.promote();
    }
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', imported: 20, failed: 0, error: null });
    await until('the job to be completed', async () => (await queued.jobOf(run)).isCompleted());
    expect(await queued.jobOf(run)).toMatchObject({ attemptsMade: 3 });
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  });

  it('never after a permanent failure: a person must act first', async () => {
    const { branch, queued } = await aQueuedWorld();
    branch.odoo.access.deny('pos.order', 'read');
    await queued.startWorker();
    const run = await queued.enqueue(branch);
    expect(await queued.finished(run)).toMatchObject({ status: 'failed', error: { code: 'branch.access_denied' } });
    await until('the job to be failed', async () => (await queued.jobOf(run)).isFailed());
    const job = await queued.jobOf(run);
    expect(job).toMatchObject({ attemptsMade: 1, opts: { attempts: retryPolicy.attempts } });
    expect(job.failedReason).toContain('read pos.order');
    expect(await queued.queues.byName.receive.getJobCounts('waiting', 'delayed', 'active')).toEqual({
      waiting: 0,
      delayed: 0,
      active: 0,
    });
  });

  it('so often and no more: then it waits for a person, and the next run goes through', async () => {
    const { world, branch, queued } = await aQueuedWorld();
    // Odoo itself answers, and badly: a branch that gives no answer at all is waited for without end.
    const end = world.sim.outages.add({ match: { database: branch.code }, kind: 'fault', code: 1, text: 'ValueError: a module' });
    await queued.startWorker();
    const run = await queued.enqueue(branch);
    for (let attempt = 1; attempt < retryPolicy.attempts; attempt += 1) await queued.promote(run);
    expect(await queued.finished(run)).toMatchObject({ status: 'failed', error: { code: 'branch.server_error' } });
    await until('the job to be failed', async () => (await queued.jobOf(run)).isFailed());
    expect(await queued.jobOf(run)).toMatchObject({ attemptsMade: retryPolicy.attempts });
    expect(await standingFailures(world, branch)).toMatchObject([{ status: 'open', attempts: retryPolicy.attempts }]);

    end();
    expect(await queued.finished(await queued.enqueue(branch))).toMatchObject({ status: 'succeeded', imported: 20 });
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  });

  async function aQueuedWorld() {
    const world = await aWorld([generatedBranch({ name: 'b1', seed: 91, orders: 20, password: canarySecret })]);
    return { world, branch: world.branches[0], queued: withQueue(world, store) };
  }
});
