import { branches, type MasterData, noMasterData } from '@branch-sync/db';
import { integer } from '@branch-sync/odoo';
import { catalogueReference } from '@branch-sync/odoo-sim';
import type { Bench } from '../bench.ts';
import { finishedRun, wallMsOf } from '../finished-run.ts';
import { openClients } from '../odoo-clients.ts';
import { openProduct } from '../product.ts';
import { inScope } from '../scope.ts';
import { branchOf, startStandIn } from '../stand-in.ts';
import { startWorker } from '../worker.ts';

/** What one push took. */
export interface PushSpeed {
  readonly wallMs: number;
  /** All that central and branch were asked. */
  readonly calls: number;
  /** What of it was asked of the branch, which is far away. */
  readonly branchCalls: number;
  /** What of it was to write in the branch. */
  readonly writes: number;
}

/** Pushes of the same products, one after the other. */
export interface Pushes {
  readonly products: number;
  /** None is in the branch yet. */
  readonly all: PushSpeed;
  /** All are as they were pushed. */
  readonly unchanged: PushSpeed;
  /** The same, each looked into. */
  readonly unchangedLookedInto: PushSpeed;
  /** One in twenty was changed in the branch. */
  readonly fewChanged: PushSpeed;
}

const catalogueOnly: MasterData = {
  ...noMasterData,
  models: [
    {
      ...{ model: 'product.product', fields: null, categoryIds: [], tagIds: [] },
      conditions: [{ field: 'default_code', operator: 'like', value: catalogueReference }],
    },
  ],
};
const oneIn = 20;

/** One branch, one worker that has done nothing before, an Odoo as slow as a real one. */
export function measurePushes(bench: Bench, products: number): Promise<Pushes> {
  const { signal } = bench;
  return inScope(async (scope) => {
    const standIn = await startStandIn(scope, bench, [branchOf('branch', 1)], 'measured', products);
    const product = await openProduct(scope, bench, standIn, ['branch']);
    await product.db.update(branches).set({ masterData: catalogueOnly });
    const worker = await startWorker(scope, bench, product);
    const counts = async () => ({
      calls: await standIn.countCalls(),
      branchCalls: await standIn.countCalls('branch'),
      writes: await standIn.countWrites('branch'),
    });
    const push = async (mode: 'changed' | 'all', imported: number): Promise<PushSpeed> => {
      const before = await counts();
      const run = await worker.whileAlive(
        finishedRun(product, { branchName: 'branch', kind: 'push', request: { mode } }, signal),
      );
      const { status, seen, failed, error } = run;
      if (status !== 'succeeded' || run.imported !== imported || run.attempts !== 1) {
        throw new Error(
          `The push did not write ${imported}: ${JSON.stringify({ status, seen, failed, error, wrote: run.imported })}`,
        );
      }
      const after = await counts();
      return {
        wallMs: wallMsOf(run),
        calls: after.calls - before.calls,
        branchCalls: after.branchCalls - before.branchCalls,
        writes: after.writes - before.writes,
      };
    };
    const all = await push('changed', products);
    const unchanged = await push('changed', 0);
    const unchangedLookedInto = await push('all', 0);
    const { branch } = await openClients(scope, standIn, 'branch');
    const found = await branch.searchRead(
      'product.product',
      { id: integer() },
      {
        domain: [['default_code', 'like', catalogueReference]],
        order: 'id',
        signal,
      },
    );
    const ids = found.filter((_, index) => index % oneIn === 0).map(({ id }) => id);
    await branch.call('product.product', 'write', { ids, named: { vals: { lst_price: 0.5 } }, signal });
    return { products, all, unchanged, unchangedLookedInto, fewChanged: await push('changed', ids.length) };
  });
}
