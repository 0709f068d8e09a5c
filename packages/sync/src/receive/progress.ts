import { addCounts, noCounts, type RunCounts, setExpected } from '@branch-sync/db';
import { countOrders } from './read-orders.ts';
import type { ReceiveContext } from './receive-context.ts';
import type { RunWindow } from './receive-window.ts';

/** How far a receive is, told to whoever watches. */
export interface Progress {
  /** Counts once how many orders there are to look at, so that a long run can say how far it is. */
  expect(window: RunWindow): Promise<void>;
  /** A batch is recorded. */
  tell(batch: RunCounts): void;
}

/** Follows a run's batches. */
export function followProgress(context: ReceiveContext): Progress {
  const { db, runId, report } = context;
  let { expected } = context;
  let total = addCounts(noCounts, context.countsBefore);
  return {
    async expect(window) {
      if (expected !== null) return;
      expected = total.seen + (await countOrders(context, window.selection, window.afterId));
      await setExpected(db, runId, expected);
    },
    tell(batch) {
      total = addCounts(total, batch);
      report.progress(total);
      const ofAll = expected === null ? '' : ` ${total.seen} of ${expected} done.`;
      const flagged = batch.flagged === 0 ? '' : `, ${batch.flagged} of them with another total`;
      const failed = batch.failed === 0 ? '' : `, ${batch.failed} failed`;
      report.line(
        `${batch.seen} orders: ${batch.imported} imported${flagged}, ${batch.alreadyThere} already there${failed}.${ofAll}`,
      );
    },
  };
}
