import type { BranchInput, BranchPatch, SchedulePatch } from '@branch-sync/contract';
import {
  type Actor,
  type BranchWithSchedule,
  branchSecretPlace,
  type Database,
  findBranch,
  insertBranch,
  updateBranch,
} from '@branch-sync/db';
import { wakeBranch } from '@branch-sync/sync';
import type { ApiDeps } from '../api-deps.ts';
import { noSuchBranch } from '../problems/not-found.ts';
import { byHandOnly, mergeSchedule, newSchedule, nightly, requireDueSomeDay } from './schedule-settings.ts';
import { readTlsCa } from './tls-ca.ts';
import { mergeTotalRule, requireWholeTotalRule } from './total-rule.ts';

/** A branch that is not archived. Throws a problem where there is none of this code. */
export async function requireBranch(db: Database, code: string): Promise<BranchWithSchedule> {
  const found = await findBranch(db, code);
  if (found === undefined) throw noSuchBranch(code);
  return found;
}

/** Makes a branch. Throws `BranchCodeTakenError`, and a problem for a schedule that is never due, a rule that is not whole, or certificates that cannot be read. */
export async function createBranch(
  { db, secretBox, now }: ApiDeps,
  actor: Actor,
  input: BranchInput,
): Promise<BranchWithSchedule> {
  const { secret, receive, push, reconcile, masterData, ...columns } = input;
  requireWholeTotalRule(columns);
  const settings = requireDueSomeDay(newSchedule(receive), input.timezone, now(), 'receive');
  const given = reconcile ? requireDueSomeDay(newSchedule(reconcile), input.timezone, now(), 'reconcile') : reconcile;
  const pushSettings = push ? requireDueSomeDay(newSchedule(push), input.timezone, now(), 'push') : null;
  return insertBranch(
    db,
    actor,
    { ...columns, tlsCa: readTlsCa(columns.tlsCa), ...(masterData === undefined ? {} : { masterData }) },
    settings,
    (id) => secretBox.seal(secret, branchSecretPlace(id)),
    (id) => (given === undefined ? nightly(id) : given),
    pushSettings,
  );
}

/** Changes a branch: what the patch leaves out stays; a run that waits for the branch looks again. Throws a problem where there is no such branch, its schedule would never be due, its rule for totals would not be whole, or certificates cannot be read. */
export async function changeBranch(
  { db, queues, secretBox, now }: ApiDeps,
  actor: Actor,
  code: string,
  patch: BranchPatch,
): Promise<BranchWithSchedule> {
  const { secret, receive, push, reconcile, ...columns } = patch;
  const tlsCa = readTlsCa(columns.tlsCa);
  const changed = await updateBranch(db, actor, code, (current) => {
    requireWholeTotalRule(mergeTotalRule(current.branch, columns));
    const timezone = patch.timezone ?? current.branch.timezone;
    const merged = (field: 'receive' | 'push' | 'reconcile', change: SchedulePatch) =>
      requireDueSomeDay(mergeSchedule(current[field] ?? byHandOnly, change), timezone, now(), field);
    return {
      columns: {
        ...columns,
        tlsCa,
        ...(secret === undefined ? {} : { secretEnvelope: secretBox.seal(secret, branchSecretPlace(current.branch.id)) }),
      },
      receive: receive === undefined ? null : merged('receive', receive),
      push: push && merged('push', push),
      reconcile: reconcile && merged('reconcile', reconcile),
    };
  });
  if (changed === undefined) throw noSuchBranch(code);
  await wakeBranch({ db, queues }, changed.branch.id);
  return changed;
}
