import { type Branch, type Database, findRunWithBranch, type Run } from '@branch-sync/db';
import { noSuchRun } from '../problems/not-found.ts';

/** A run with its branch, archived or not. Throws a problem where there is none of this id. */
export async function requireRun(db: Database, id: string): Promise<{ run: Run; branch: Branch }> {
  const found = await findRunWithBranch(db, id);
  if (found === undefined) throw noSuchRun();
  return found;
}
