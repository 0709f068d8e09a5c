import {
  type Actor,
  type Branch,
  changesBetween,
  type Database,
  findRunWithBranch,
  hasUnfinishedRun,
  leaveRunFailuresOpen,
  type Run,
  recordAudit,
  requestCancel,
  type Transaction,
} from '@branch-sync/db';
import { hastenJob, type Queues, takeBackJob } from '@branch-sync/queue';
import { enqueueNextRun } from './enqueue-next-run.ts';
import { RunConflictError } from './run-conflict-error.ts';

export interface CancelDeps {
  readonly db: Database;
  readonly queues: Queues;
}

/**
 * Calls a run off: one that waits is `cancelled` at once, one that runs ends at its next batch's border (`cancelRequestedAt`). Gives the run as it is
 * now; asking again changes nothing. Throws `RunConflictError` where it is over, but for cancelled ones.
 */
export async function cancelRun(deps: CancelDeps, actor: Actor, { run, branch }: { run: Run; branch: Branch }): Promise<Run> {
  const changed = await deps.db.transaction((tx) => callOff(tx, actor, run, branch));
  if (changed === undefined) return unchanged(deps.db, run);
  if (changed.status === 'cancelled') await makeRoom(deps, changed);
  // A worker that died has left it running: whoever takes it up next ends it.
  else await hastenJob(deps.queues, changed).catch(() => undefined);
  return changed;
}

async function callOff(tx: Transaction, actor: Actor, { id }: Run, branch: Branch): Promise<Run | undefined> {
  const changed = await requestCancel(tx, id);
  if (changed === undefined) return undefined;
  const { branchId, kind, status } = changed;
  // What had stopped it is no longer tried again by itself, unless another run of the kind is under way.
  if (status === 'cancelled' && !(await hasUnfinishedRun(tx, branchId, kind))) await leaveRunFailuresOpen(tx, branchId, kind);
  await recordAudit(tx, actor, {
    action: 'run.cancel',
    subject: `run:${id}`,
    branchId,
    detail: { branch: branch.code, kind },
    // What somebody works on ends by itself, and later.
    changes:
      status === 'cancelled'
        ? changesBetween({ status: 'queued' }, { status })
        : changesBetween(null, { cancelRequestedAt: changed.cancelRequestedAt }),
  });
  return changed;
}

/** Its end was asked for before, or it ended by itself. */
async function unchanged(db: Database, asked: Run): Promise<Run> {
  const run = (await findRunWithBranch(db, asked.id))?.run ?? asked;
  if (run.finishedAt !== null && run.status !== 'cancelled') {
    throw new RunConflictError('run.over', `This run is over (${run.status}): there is nothing left to cancel.`);
  }
  return run;
}

/** A queue that does not answer, or a worker that has just taken the job, does no harm: the job then ends by itself, and the next run comes after it. */
async function makeRoom(deps: CancelDeps, run: Run): Promise<void> {
  await takeBackJob(deps.queues, run).catch(() => undefined);
  await enqueueNextRun(deps, run).catch(() => undefined);
}
