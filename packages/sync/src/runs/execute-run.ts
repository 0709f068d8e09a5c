import {
  addOdooEffort,
  type Branch,
  failRun,
  findRunWithBranch,
  finishRun,
  forgetConnectionFacts,
  type Lease,
  LeaseLostError,
  markRunning,
  type Run,
  recordRunFailure,
  requeueRun,
  resolveRunFailures,
  underLease,
} from '@branch-sync/db';
import { OdooError, type OdooErrorKind } from '@branch-sync/odoo';
import { type ConnectionDeps, openBranch, openCentral } from '../connections/open-connection.ts';
import type { FailureDescription } from '../failures/catalogue.ts';
import type { CentralWriters } from '../receive/central-writers.ts';
import { ReceiveInterruptedError, receive } from '../receive/receive.ts';
import type { RunReporter } from '../receive/receive-context.ts';
import { receiveRequestSchema } from '../receive/receive-request.ts';
import { describeRunError } from './describe-run-error.ts';
import { type HeldLease, holdLease } from './hold-lease.ts';

/** What a worker brings to a run. */
export interface RunDeps extends ConnectionDeps {
  readonly writers: CentralWriters;
  /** A lease that is not renewed for so long is free for others. Milliseconds. */
  readonly leaseTtlMs: number;
  readonly random: () => number;
}

export interface RunAttempt {
  readonly runId: string;
  readonly report: RunReporter;
  readonly shouldStop: () => boolean;
  /** Whether the queue would try once more after a transient failure. */
  readonly mayRetry: boolean;
}

/** How an attempt ended, and so what its job must do. */
export type AttemptEnd =
  /** The run is over, now or before. */
  | { readonly kind: 'over'; readonly run: Pick<Run, 'branchId' | 'kind'> | null }
  /** Another run holds the branch, or took it over: come back later. */
  | { readonly kind: 'branch_busy' }
  /** The worker stops: the run goes on elsewhere, at once. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'failed'; readonly description: FailureDescription; readonly willRetry: boolean; readonly error: unknown };

/**
 * One attempt at a run: lease, clients, the work of its kind, and the run's row in the state that the attempt left it in.
 * Throws only where Postgres does not answer.
 */
export async function executeRun(deps: RunDeps, attempt: RunAttempt): Promise<AttemptEnd> {
  const found = await findRunWithBranch(deps.db, attempt.runId);
  if (found === undefined) return { kind: 'over', run: null };
  const { run, branch } = found;
  if (run.finishedAt !== null) return { kind: 'over', run };
  const held = await holdLease(deps.db, branch.id, run.id, deps.leaseTtlMs);
  if (held === undefined) return { kind: 'branch_busy' };
  try {
    if (!(await markRunning(deps.db, run.id))) return { kind: 'over', run };
    await workOnceMoreIfStale(deps, attempt, run, branch, held);
    await underLease(deps.db, held.lease, async (tx) => {
      await finishRun(tx, run.id);
      await resolveRunFailures(tx, branch.id, run.kind);
    });
    return { kind: 'over', run };
  } catch (error) {
    if (held.signal.aborted || error instanceof LeaseLostError) return { kind: 'branch_busy' };
    return await endBadly(deps, attempt, run, branch, held.lease, error).catch(standBack);
  } finally {
    await held.letGo();
  }
}

/** The lease went to another while this attempt ended: the run's row is the other's now. */
function standBack(error: unknown): AttemptEnd {
  if (error instanceof LeaseLostError) return { kind: 'branch_busy' };
  throw error;
}

/** What was remembered of a database does not hold any more (an upgrade of Odoo): it is forgotten, asked anew, and the work goes on. */
async function workOnceMoreIfStale(deps: RunDeps, attempt: RunAttempt, run: Run, branch: Branch, held: HeldLease): Promise<void> {
  try {
    await work(deps, attempt, run, branch, held);
  } catch (error) {
    if (!(error instanceof OdooError) || !staleKinds.has(error.kind)) throw error;
    if (!(await forgetConnectionFacts(deps.db, branch.id))) throw error;
    await work(deps, attempt, run, { ...branch, facts: null, factsAt: null }, held);
  }
}

/** How a call ends that was made by what another version of Odoo had. */
const staleKinds: ReadonlySet<OdooErrorKind> = new Set(['unknown_field', 'unknown_model', 'unknown_method', 'unsupported']);

async function work(deps: RunDeps, attempt: RunAttempt, run: Run, branch: Branch, held: HeldLease): Promise<void> {
  const request = receiveRequestSchema.parse(run.request);
  const onBranch = await openBranch(deps, branch, held.signal);
  try {
    const onCentral = await openCentral(deps, held.signal);
    try {
      await receive({
        ...deps,
        ...attempt,
        branch,
        request,
        lease: held.lease,
        signal: held.signal,
        branchClient: onBranch.client,
        branchDialect: onBranch.dialect,
        centralClient: onCentral.client,
        centralDialect: onCentral.dialect,
        batchSize: batchSizeOf(run),
      });
    } finally {
      await onCentral.client.close();
      await addOdooEffort(deps.db, run.id, onCentral.client.callCount, onCentral.client.waitedMs);
    }
  } finally {
    await onBranch.client.close();
    await addOdooEffort(deps.db, run.id, onBranch.client.callCount, onBranch.client.waitedMs);
  }
}

/** A batch that a slow central could not take within the call's time is halved with every attempt. */
function batchSizeOf({ attempts }: Run): number {
  return Math.max(10, Math.floor(100 / 2 ** Math.min(attempts, 4)));
}

async function endBadly(
  deps: RunDeps,
  attempt: RunAttempt,
  run: Run,
  branch: Branch,
  lease: Lease,
  error: unknown,
): Promise<AttemptEnd> {
  if (error instanceof ReceiveInterruptedError) {
    await underLease(deps.db, lease, (tx) => requeueRun(tx, run.id, null));
    return { kind: 'interrupted' };
  }
  const description = describeRunError(error, branch);
  const willRetry = description.class !== 'permanent' && attempt.mayRetry;
  const { code, message, fix } = description;
  await underLease(deps.db, lease, async (tx) => {
    if (willRetry) await requeueRun(tx, run.id, { code, message, fix });
    else await failRun(tx, run.id, { code, message, fix });
    await recordRunFailure(tx, {
      branchId: branch.id,
      kind: run.kind,
      runId: run.id,
      code,
      class: description.class,
      message,
      fix,
      payload: { request: run.request },
      status: willRetry ? 'retrying' : 'open',
    });
  });
  return { kind: 'failed', description, willRetry, error };
}
