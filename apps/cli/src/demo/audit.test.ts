import { describe, expect, it } from 'vitest';
import { audit } from './audit.ts';
import type { BranchAccount, LedgerOrder, RunFigures } from './branch-account.ts';
import type { Books } from './stand-in-books.ts';

const books = (...orders: [id: number, cents: bigint][]): Books => ({
  count: orders.length,
  total: orders.reduce((sum, [, cents]) => sum + cents, 0n),
  totalById: new Map(orders),
});
const imported = (
  remoteId: number,
  posTotal: bigint,
  centralId: number,
  centralTotal = posTotal,
  flag: string | null = null,
): LedgerOrder => ({
  remoteId,
  status: 'imported',
  centralId,
  posTotal,
  centralTotal,
  flag,
});
const failed = (remoteId: number, posTotal: bigint): LedgerOrder => ({
  remoteId,
  status: 'failed',
  centralId: null,
  posTotal,
  centralTotal: null,
  flag: null,
});
const run = (figures: Partial<RunFigures>): RunFigures => ({
  status: 'partial',
  seen: 3,
  imported: 0,
  alreadyThere: 0,
  failed: 1,
  flagged: 0,
  odooCalls: 10,
  ...figures,
});

/** Three POS orders: one imported to the cent, one a cent off and flagged, one failed with a failure that says why. */
const account = (changes: Partial<BranchAccount> = {}): BranchAccount => ({
  code: 'b',
  sold: books([1, 1000n], [2, 250n], [3, 99n]),
  first: run({ imported: 2, flagged: 1 }),
  second: run({ alreadyThere: 2 }),
  ledger: [imported(1, 1000n, 11), imported(2, 250n, 12, 251n, 'total.rounding_method'), failed(3, 99n)],
  failing: new Set([3]),
  ...changes,
});
const central = books([11, 1000n], [12, 251n]);

describe('audit', () => {
  it('finds nothing where every figure agrees or is accounted for', () => {
    expect(audit([account()], central)).toEqual([]);
  });

  it.each<[string, BranchAccount, Books, RegExp]>([
    [
      'an order that nobody received',
      account({ sold: books([1, 1000n], [2, 250n], [3, 99n], [4, 5n]) }),
      central,
      /POS orders in the branch/,
    ],
    ['an order that came in twice', account(), books([11, 1000n], [12, 251n], [13, 1000n]), /Sales Orders in central .* 3 and 2/],
    ['an order that central has lost', account(), books([11, 1000n]), /POS order 2 is imported, but central does not hold it/],
    [
      'two orders that share a Sales Order',
      account({ ledger: [imported(1, 1000n, 11), imported(2, 250n, 11, 1000n, 'x'), failed(3, 99n)] }),
      central,
      /1 and 2/,
    ],
    [
      'a total that central tells otherwise',
      account(),
      books([11, 1001n], [12, 250n]),
      /POS order 1 in central .* 10\.01 and 10\.00/,
    ],
    [
      'a difference without a flag',
      account({ ledger: [imported(1, 1000n, 11), imported(2, 250n, 12, 251n), failed(3, 99n)] }),
      central,
      /off by 0\.01 and not flagged/,
    ],
    [
      'a flag without a difference',
      account({ ledger: [imported(1, 1000n, 11, 1000n, 'x'), imported(2, 250n, 12, 251n, 'x'), failed(3, 99n)] }),
      central,
      /flagged \(x\) though/,
    ],
    ['a failed order without a failure', account({ failing: new Set() }), central, /POS order 3 failed, but no failure says why/],
    [
      'a POS total that was read wrongly',
      account({ ledger: [imported(1, 999n, 11, 1000n, 'x'), imported(2, 250n, 12, 251n, 'x'), failed(3, 99n)] }),
      central,
      /takings in the branch/,
    ],
    [
      'a second pass that imported',
      account({ second: run({ imported: 1, alreadyThere: 1 }) }),
      central,
      /second run imported and none differ: 1 and 0/,
    ],
    ['a second pass that saw less', account({ second: run({ alreadyThere: 2, seen: 2 }) }), central, /second run saw/],
    [
      'a run that ended badly',
      account({ first: run({ imported: 2, flagged: 1, status: 'failed' }) }),
      central,
      /first run ended as “failed”/,
    ],
    [
      'a skipped order',
      account({ ledger: [imported(1, 1000n, 11), imported(2, 250n, 12, 251n, 'x'), { ...failed(3, 99n), status: 'skipped' }] }),
      central,
      /POS order 3 was skipped/,
    ],
  ])('tells of %s', (_, branch, books, finding) => {
    expect(audit([branch], books).join('\n')).toMatch(finding);
  });
});
