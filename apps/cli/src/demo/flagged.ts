import type { BranchAccount } from './branch-account.ts';
import { sumOfCents } from './decimal.ts';

/** The orders of a branch that came in with another total, by why they did. */
export interface FlaggedGroup {
  readonly branchCode: string;
  readonly flag: string;
  readonly orderCount: number;
  /** Cents: of all together, the smallest and the largest. */
  readonly difference: bigint;
  readonly least: bigint;
  readonly most: bigint;
}

export function groupFlagged(accounts: readonly BranchAccount[]): FlaggedGroup[] {
  return accounts.flatMap(({ code, ledger }) => {
    const byFlag = new Map<string, bigint[]>();
    for (const { flag, posTotal, centralTotal } of ledger) {
      if (flag !== null && centralTotal !== null) byFlag.set(flag, [...(byFlag.get(flag) ?? []), centralTotal - posTotal]);
    }
    return [...byFlag].map(([flag, differences]) => groupOf(code, flag, differences));
  });
}

function groupOf(branchCode: string, flag: string, differences: readonly bigint[]): FlaggedGroup {
  const sorted = differences.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return {
    branchCode,
    flag,
    orderCount: sorted.length,
    difference: sumOfCents(sorted),
    least: sorted[0] ?? 0n,
    most: sorted.at(-1) ?? 0n,
  };
}
