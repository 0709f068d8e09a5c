import { sumOfCents } from './decimal.ts';
import type { Books } from './stand-in-books.ts';

/** Counts of one receive run, as GET /api/runs/:id gives them. */
export interface RunFigures {
  readonly status: string;
  readonly seen: number;
  readonly imported: number;
  readonly alreadyThere: number;
  readonly failed: number;
  readonly flagged: number;
  readonly odooCalls: number;
}

/** One POS order of the ledger, amounts in cents. */
export interface LedgerOrder {
  readonly remoteId: number;
  readonly status: 'imported' | 'failed' | 'skipped';
  readonly centralId: number | null;
  readonly posTotal: bigint;
  readonly centralTotal: bigint | null;
  readonly flag: string | null;
}

/** Everything that is known of one branch after it was received twice. */
export interface BranchAccount {
  readonly code: string;
  /** The branch's own books. */
  readonly sold: Books;
  readonly first: RunFigures;
  readonly second: RunFigures;
  readonly ledger: readonly LedgerOrder[];
  /** POS order ids that an open failure names. */
  readonly failing: ReadonlySet<number>;
}

/** The sums of a branch's ledger. */
export interface LedgerTotals {
  readonly imported: number;
  readonly failed: number;
  readonly flagged: number;
  /** Cents of the imported orders: at the till, in central, and central less till. */
  readonly posTotal: bigint;
  readonly centralTotal: bigint;
  readonly difference: bigint;
  /** Cents of the orders that wait in the branch. */
  readonly failedTotal: bigint;
}

export function totalsOf(ledger: readonly LedgerOrder[]): LedgerTotals {
  const imported = ledger.filter(({ status }) => status === 'imported');
  const failed = ledger.filter(({ status }) => status === 'failed');
  const posTotal = sumOfCents(imported.map((order) => order.posTotal));
  const centralTotal = sumOfCents(imported.map((order) => order.centralTotal ?? 0n));
  return {
    imported: imported.length,
    failed: failed.length,
    flagged: imported.filter(({ flag }) => flag !== null).length,
    posTotal,
    centralTotal,
    difference: centralTotal - posTotal,
    failedTotal: sumOfCents(failed.map((order) => order.posTotal)),
  };
}
