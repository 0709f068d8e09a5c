import { branches, noMasterData, pushResults } from '@branch-sync/db';
import { recordedBranch } from '@branch-sync/odoo-sim';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { aWorld, canarySecret } from '../harness/world.ts';

describe.each(queueStores())('a push whose worker is killed (queue in $name)', (store) => {
  it.each(['before', 'after'] as const)(
    '%s the branch has taken what is new, makes no second one, and logs all of it',
    async (when) => {
      const world = await aWorld([recordedBranch(1, 'b1', { password: canarySecret })]);
      const [branch] = world.branches;
      const { central } = world;
      const model = { model: 'product.product', fields: null, categoryIds: [], tagIds: [], conditions: [] } as const;
      await world.database.db.update(branches).set({ masterData: { ...noMasterData, models: [model] } });
      const references = ['KILL-1', 'KILL-2', 'KILL-3'];
      const known = central.records('product.product').find((row) => row['default_code'] === 'P001');
      const ids = references.map((reference) =>
        central.insert('product.product', {
          ...{ name: `Product ${reference}`, default_code: reference, uom_id: 1, lst_price: 5 },
          ...(typeof known?.['categ_id'] === 'number' ? { categ_id: known['categ_id'] } : {}),
        }),
      );
      const queued = withQueue(world, store);
      const worker = await queued.startWorker();
      const killed = new Promise<void>((resolve) => {
        const stop = world.sim.onCall({ database: 'b1', model: 'product.product', method: 'load' }, async (moment) => {
          if (moment !== when) return;
          stop();
          await worker.kill();
          resolve();
        });
      });
      const run = await queued.enqueue(branch, { mode: 'selected', ids: { 'product.product': ids } }, 'push');
      await killed;
      expect(await world.runOf(run.id)).toMatchObject({ status: 'running', finishedAt: null });

      await queued.startWorker();
      expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', seen: 3, failed: 0, error: null });
      for (const reference of references) {
        expect(branch.odoo.records('product.product').filter((row) => row['default_code'] === reference)).toHaveLength(1);
      }
      const log = await world.database.db.select().from(pushResults).where(eq(pushResults.runId, run.id));
      expect(log.map(({ centralId }) => centralId).sort()).toEqual([...ids].sort());
    },
  );
});
