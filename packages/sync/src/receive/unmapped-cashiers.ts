import type { BranchWarning } from '@branch-sync/db';
import { describeFailure } from '../failures/catalogue.ts';
import { branchInWords } from './order-words.ts';
import type { PosOrder } from './pos-order.ts';
import type { ResolveContext } from './receive-context.ts';

/** The cashiers of a run's orders who have no salesperson in central: each is told once a run. */
export interface UnmappedCashiers {
  note(orders: readonly PosOrder[], salespeople: ReadonlyMap<number, number>): void;
  /** What is new since the last call. */
  take(): BranchWarning[];
}

export function createUnmappedCashiers({ branch, report }: ResolveContext): UnmappedCashiers {
  const told = new Set<number>();
  let news: BranchWarning[] = [];
  const instead = branch.defaultSalespersonId === null ? 'nobody' : `the branch’s default (user ${branch.defaultSalespersonId})`;

  return {
    note(orders, salespeople) {
      const ids: number[] = [];
      for (const { cashier } of orders) {
        if (cashier === null || salespeople.has(cashier.id) || told.has(cashier.id)) continue;
        told.add(cashier.id);
        ids.push(cashier.id);
        news.push({
          ...describeFailure('user.unmapped', { cashier: cashier.name, branch: branchInWords(branch), instead }),
          fingerprint: `cashier ${cashier.name} of ${branch.code}`,
          record: { model: 'res.users', remoteId: cashier.id },
        });
      }
      // Lines go to logs and jobs: who it is, the warning tells.
      if (ids.length > 0)
        report.line(`No salesperson is mapped to user ${ids.join(', ')} of the branch: their orders go to ${instead}.`);
    },
    take() {
      const taken = news;
      news = [];
      return taken;
    },
  };
}
