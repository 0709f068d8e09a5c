import {
  type Branch,
  cancelRun,
  findRunWithBranch,
  finishRun,
  holdRunBack,
  type Lease,
  LeaseLostError,
  leaveRunFailuresOpen,
  markRunning,
  type Run,
  requeueRun,
  resolveRunFailures,
  underLease,
} from '@branch-sync/db';
import { ReceiveCancelledError, ReceivePausedError } from '../receive/receive.ts';
import type { AttemptEnd, RunAttempt, RunDeps } from './attempt.ts';
import { describeOpenCircuit, waitForCircuitMs } from './describe-open-circuit.ts';
import { endBadly } from './end-badly.ts';
import { holdLease } from './hold-lease.ts';
import { workOnceMoreIfStale } from './work.ts';

/**
 * One attempt at a run: lease, circuits, clients, the work of its kind, and the run's row in the state that the attempt left it in.
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
    if (run.cancelRequestedAt !== null) return await callOff(deps, run, held.lease);
    const waiting = await waitForOpenCircuit(deps, attempt, run, branch, held.lease);
    if (waiting !== null) return waiting;
    if (!(await markRunning(deps.db, run.id))) return { kind: 'over', run };
    await workOnceMoreIfStale(deps, attempt, run, branch, held);
    await underLease(deps.db, held.lease, async (tx) => {
      await finishRun(tx, run.id);
      await resolveRunFailures(tx, branch.id, run.kind);
    });
    return { kind: 'over', run };
  } catch (error) {
    if (held.signal.aborted || error instanceof LeaseLostError) return { kind: 'branch_busy' };
    return await end(deps, attempt, run, branch, held.lease, error).catch(standBack);
  } finally {
    await held.letGo();
  }
}

/** A side that is known to be away is not called: the run waits for the circuit's next try. Null: the run may go on. */
async function waitForOpenCircuit(
  deps: RunDeps,
  { report }: RunAttempt,
  run: Run,
  branch: Branch,
  lease: Lease,
): Promise<AttemptEnd | null> {
  const barred = await deps.circuits.enter(branch.id, run.id);
  if (barred === null) return null;
  const description = describeOpenCircuit(barred, branch);
  const { code, message, fix } = description;
  await underLease(deps.db, lease, (tx) => holdRunBack(tx, run.id, { code, message, fix }));
  if (run.error === null) report.line(message);
  return { kind: 'waiting', description, delayMs: waitForCircuitMs(barred, deps.random) };
}

/** What ended the work before its end: somebody's wish, the worker's, or trouble. */
async function end(
  deps: RunDeps,
  attempt: RunAttempt,
  run: Run,
  branch: Branch,
  lease: Lease,
  error: unknown,
): Promise<AttemptEnd> {
  if (error instanceof ReceiveCancelledError) return callOff(deps, run, lease);
  if (error instanceof ReceivePausedError) {
    const { isCalledOff } = await underLease(deps.db, lease, (tx) => requeueRun(tx, run.id, null));
    return isCalledOff ? { kind: 'over', run } : { kind: 'paused' };
  }
  return endBadly(deps, attempt, run, branch, lease, error);
}

async function callOff(deps: RunDeps, run: Run, lease: Lease): Promise<AttemptEnd> {
  await underLease(deps.db, lease, async (tx) => {
    await cancelRun(tx, run.id);
    await leaveRunFailuresOpen(tx, run.branchId, run.kind);
  });
  return { kind: 'over', run };
}

/** The lease went to another while this attempt ended: the run's row is the other's now. */
function standBack(error: unknown): AttemptEnd {
  if (error instanceof LeaseLostError) return { kind: 'branch_busy' };
  throw error;
}
