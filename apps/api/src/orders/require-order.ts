import { type Branch, type Database, findOrder, type ListedOrder } from '@branch-sync/db';
import { requireBranch } from '../connections/branches.ts';
import { notFound } from '../problems/not-found.ts';

/** A ledger row of a branch, by our own id. Throws a problem where there is no such branch, or it has no such order. */
export async function requireOrder(
  db: Database,
  { code, id }: { readonly code: string; readonly id: string },
): Promise<ListedOrder & { readonly branch: Branch }> {
  const { branch } = await requireBranch(db, code);
  const found = await findOrder(db, branch.id, id);
  if (found === undefined) throw notFound('order.not_found', `The ledger has no order of this id for branch "${code}".`);
  return { ...found, branch };
}
