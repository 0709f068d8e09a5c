import { reconciledDays, runLines } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { killAt } from '../harness/kill-at.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { aWorld, canarySecret, ledgerOf } from '../harness/world.ts';

/** Two stretches of days: the worker dies in the second. */
const days = { from: '2026-10-01', to: '2026-11-24' };

describe.each(queueStores())('a reconcile whose worker is killed (queue in $name)', (store) => {
  it('goes on with the days that are left, and finds what it should', async () => {
    const shop = generatedBranch({ name: 'b1', seed: 81, orders: 80, password: canarySecret });
    const world = await aWorld([shop]);
    const [branch] = world.branches;
    const queued = withQueue(world, store);
    const worker = await queued.startWorker();
    await queued.finished(await queued.enqueue(branch));
    const [first] = await ledgerOf(world, branch);
    world.central.remove('sale.order', first?.centralId ?? 0);
    const killed = killAt(world, { database: 'central', model: 'sale.order', method: 'search', nth: 2 }, 'before', worker);
    const run = await queued.enqueue(branch, days, 'reconcile');
    await killed;
    expect(await world.runOf(run.id)).toMatchObject({ status: 'running', finishedAt: null });
    await queued.startWorker();
    const over = await queued.finished(run);
    expect(over).toMatchObject({ status: 'succeeded', seen: 80, alreadyThere: 80, flagged: 1, error: null });
    expect(await world.database.db.$count(reconciledDays, eq(reconciledDays.runId, run.id))).toBe(55);
    const lines = await world.database.db.select({ text: runLines.text }).from(runLines).where(eq(runLines.runId, run.id));
    expect(lines.filter(({ text }) => text.includes('orders sold'))).toHaveLength(2);
    await queued.finished(await queued.enqueue(branch, { orderIds: [first?.remoteId ?? 0], reimport: true }));
    await expectExactlyOnce(world, branch);
  });
});
