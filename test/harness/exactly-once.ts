import { expect } from 'vitest';
import { compareBooks } from './compare-books.ts';
import { ledgerOf, type TestBranch, type World } from './world.ts';

/**
 * Holds the books of both sides against each other: every sold order of the branch (but for those expected to fail) is one
 * Sales Order in central and one row in the ledger, and nothing else is there.
 */
export async function expectExactlyOnce(
  world: World,
  branch: TestBranch,
  { failed = 0 }: { readonly failed?: number } = {},
): Promise<void> {
  const { sold, imported, ...differences } = compareBooks(branch, world.central, await ledgerOf(world, branch));
  expect(differences).toEqual({
    doubled: [],
    lost: [],
    strayEntries: [],
    straySaleOrders: [],
    missingSaleOrders: [],
    incomplete: [],
  });
  expect(imported).toBe(sold - failed);
}
