import type { FleetPushInput, PreviewInput, PushInput, RunAccepted } from '@branch-sync/contract';
import { type Actor, allBranches, type Branch, type BranchScope, findRunWithBranch, type Run } from '@branch-sync/db';
import { inParallel, type PushRequest, pushRequestSchema } from '@branch-sync/sync';
import type { ApiDeps } from '../api-deps.ts';
import { requireBranch } from '../connections/branches.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { askForRun } from './ask-for-run.ts';

/** Queues a preview, ahead of all that waits: somebody looks at it. Throws `ProblemError` and `IdempotencyConflictError`. */
export function askToPreview(
  deps: ApiDeps,
  actor: Actor,
  branch: Branch,
  input: PreviewInput,
  idempotencyKey: string | null,
): Promise<RunAccepted> {
  requireSomethingTaken(branch, input);
  return askForRun(deps, actor, branch, { kind: 'push', request: { ...input, dryRun: true }, goesFirst: true }, idempotencyKey);
}

/** Queues a push. Throws `ProblemError` and `IdempotencyConflictError`. */
export async function askToPush(
  deps: ApiDeps,
  actor: Actor,
  branch: Branch,
  { when, previewId, ...input }: PushInput,
  idempotencyKey: string | null,
): Promise<RunAccepted> {
  if (previewId === undefined) requireSomethingTaken(branch, input);
  const request: PushRequest = previewId === undefined ? input : await confirmationOf(deps, branch, previewId);
  return askForRun(deps, actor, branch, { kind: 'push', request, goesFirst: when === 'now' }, idempotencyKey);
}

/** So many branches are asked side by side. */
const askedAtOnce = 10;

/** Queues the same push for many branches, a run each; of the key each run has its own. Throws `ProblemError` before any is queued. */
export async function askFleetToPush(
  deps: ApiDeps,
  actor: Actor,
  scope: BranchScope,
  { branches: codes, ...input }: FleetPushInput,
  idempotencyKey: string | null,
): Promise<{ branchCode: string; runId: string }[]> {
  const branches =
    codes === undefined
      ? (await allBranches(deps.db, scope)).filter((branch) => takesAny(branch, input.models))
      : await inParallel([...new Set(codes)], askedAtOnce, async (code) => (await requireBranch(deps.db, code)).branch);
  const foreign = branches.find(({ id }) => scope !== null && !scope.includes(id));
  if (foreign !== undefined) {
    throw new ProblemError(403, { code: 'access.branch', detail: `Branch "${foreign.code}" is not one that this key is for.` });
  }
  for (const branch of branches) requireSomethingTaken(branch, input);
  return inParallel(branches, askedAtOnce, async (branch) => ({
    branchCode: branch.code,
    ...(await askToPush(deps, actor, branch, input, idempotencyKey)),
  }));
}

function takesAny({ masterData }: Branch, models: PushInput['models']): boolean {
  return masterData.models.some(({ model }) => models === undefined || models.includes(model));
}

/** What is named is pushed whatever the branch takes; where nothing is, it has to take something. */
function requireSomethingTaken(branch: Branch, { models, ids }: Pick<PushInput, 'models' | 'ids'>): void {
  if (models !== undefined || ids !== undefined || branch.masterData.models.length > 0) return;
  throw new ProblemError(422, {
    code: 'push.nothing_taken',
    detail: `Branch "${branch.code}" takes no master data. Set its "masterData.models" first, or name the models to push.`,
  });
}

/** The push of exactly what a preview has shown: of its models, and with its rule for conflicts. */
async function confirmationOf({ db }: ApiDeps, branch: Branch, previewId: string): Promise<PushRequest> {
  const found = await findRunWithBranch(db, previewId);
  const preview = found?.run.kind === 'push' ? pushRequestSchema.parse(found.run.request) : undefined;
  if (found === undefined || preview?.dryRun !== true || found.branch.id !== branch.id) {
    throw new ProblemError(404, {
      code: 'push.preview_not_found',
      detail: `There is no preview ${previewId} of branch "${branch.code}". It may be too old: ask for a new one.`,
    });
  }
  requireOver(found.run);
  const { models, ids, conflicts } = preview;
  return {
    mode: 'previewed',
    previewId,
    ...(models === undefined ? {} : { models }),
    ...(ids === undefined ? {} : { ids }),
    ...(conflicts === undefined ? {} : { conflicts }),
  };
}

function requireOver({ status, id }: Run): void {
  if (status === 'succeeded') return;
  throw new ProblemError(409, {
    code: 'push.preview_not_over',
    detail: `The preview ${id} is ${status}. Only one that has come to its end can be confirmed.`,
  });
}
