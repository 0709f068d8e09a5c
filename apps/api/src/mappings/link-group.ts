import { type Actor, type BranchScope, causesOfGroup, isFailureGroup } from '@branch-sync/db';
import { type MapOutcome, mapRecords, UnfitMappingsError } from '@branch-sync/sync';
import type { ApiDeps } from '../api-deps.ts';
import { notFound } from '../problems/not-found.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { unfitProblem } from './set-mappings.ts';

/** Links the record that a group's failures are about, in every branch of the group and the scope. Throws a problem where that cannot be. */
export async function linkGroup(
  deps: ApiDeps,
  actor: Actor,
  group: string,
  scope: BranchScope,
  { centralId, retry }: { readonly centralId: number; readonly retry: boolean },
): Promise<MapOutcome> {
  const causes = await causesOfGroup(deps.db, group, scope);
  if (causes.length === 0) throw await notLinkable(deps, group);
  const records = causes.map((cause) => ({ ...cause, centralId }));
  const branches = new Map(causes.map(({ branchId, branchCode }) => [branchId, branchCode]));
  const [branchId = null] = branches.size === 1 ? branches.keys() : [];
  const detail = { centralId, retry, branches: [...branches.values()] };
  const entry = { action: 'failures.link', subject: `failure-group:${group}`, branchId, detail };
  const signal = AbortSignal.timeout(deps.connectionTestMs);
  return mapRecords(deps, actor, { records, retry, entry }, signal).catch((error: unknown) => {
    // Of every branch it is the same record of central.
    const once = (unfit: UnfitMappingsError) => new UnfitMappingsError(unfit.unfit.slice(0, 1));
    throw error instanceof UnfitMappingsError ? unfitProblem(once(error), () => 'centralId') : error;
  });
}

async function notLinkable({ db }: ApiDeps, group: string): Promise<ProblemError> {
  if (!(await isFailureGroup(db, group))) return notFound('group.not_found', 'There is no group of failures of this id.');
  const detail = 'Nothing of this group stands that a link would cure. Its fix says what to do.';
  return new ProblemError(409, { code: 'group.not_linkable', detail });
}
