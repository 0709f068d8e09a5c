import { type BranchScope, type Database, findBranch } from '@branch-sync/db';
import { phaseOf } from '@branch-sync/queue';

/**
 * The place in every interval of the branch of this code. Of one that is not there (yet), or that whoever asks may not see, nobody can say: then it is
 * the interval's beginning.
 */
export async function phaseOfCode(db: Database, code: string | undefined, scope: BranchScope): Promise<number> {
  const id = code === undefined ? undefined : (await findBranch(db, code))?.branch.id;
  return id === undefined || scope?.includes(id) === false ? 0 : phaseOf(id);
}
