import type { BranchInput, BranchPatch } from '@branch-sync/contract';
import { type Actor, type BranchWithSchedule, type Database, findBranch, insertBranch, updateBranch } from '@branch-sync/db';
import type { ApiDeps } from '../api-deps.ts';
import { noSuchBranch } from '../problems/not-found.ts';
import { mergeSchedule, newSchedule } from './schedule-settings.ts';

const secretPlace = (branchId: string) => ({ table: 'branches', row: branchId, field: 'secret' });

/** A branch that is not archived. Throws a problem where there is none of this code. */
export async function requireBranch(db: Database, code: string): Promise<BranchWithSchedule> {
  const found = await findBranch(db, code);
  if (found === undefined) throw noSuchBranch(code);
  return found;
}

/** Makes a branch. Throws `BranchCodeTakenError`. */
export async function createBranch({ db, secretBox }: ApiDeps, actor: Actor, input: BranchInput): Promise<BranchWithSchedule> {
  const { secret, receive, ...columns } = input;
  return insertBranch(db, actor, columns, newSchedule(receive), (id) => secretBox.seal(secret, secretPlace(id)));
}

/** Changes a branch: what the patch leaves out stays. Throws a problem where there is no such branch. */
export async function changeBranch(
  { db, secretBox }: ApiDeps,
  actor: Actor,
  code: string,
  patch: BranchPatch,
): Promise<BranchWithSchedule> {
  const { secret, receive, ...columns } = patch;
  const changed = await updateBranch(db, actor, code, (current) => ({
    columns: {
      ...columns,
      ...(secret === undefined ? {} : { secretEnvelope: secretBox.seal(secret, secretPlace(current.branch.id)) }),
    },
    receive: receive === undefined ? null : mergeSchedule(current.receive, receive),
    fields: Object.keys(patch),
  }));
  if (changed === undefined) throw noSuchBranch(code);
  return changed;
}
