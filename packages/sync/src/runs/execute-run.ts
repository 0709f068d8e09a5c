import {
  type Branch,
  cancelRun,
  findRunWithBranch,
  finishRun,
  holdRunBack,
  isDatabaseAway,
  type Lease,
  LeaseLostError,
  leaveRunFailuresOpen,
  markRunning,
  type OpenCircuit,
  type Run,
  requeueRun,
  resolveRunFailures,
  underLease,
} from '@branch-sync/db';
import type { AttemptEnd, AttemptTrace, RunAttempt, RunDeps } from './attempt.ts';
import { describeOpenCircuit, waitForCircuitMs } from './describe-open-circuit.ts';
import { endBadly } from './end-badly.ts';
import { holdLease } from './hold-lease.ts';
import { RunCancelledError, RunPausedError } from './run-interrupted.ts';
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
  const trace: AttemptTrace = { heard: new Set(), hasProgressed: false };
  try {
    if (run.cancelRequestedAt !== null) return await callOff(deps, run, held.lease);
    const entry = await deps.circuits.enter(run, longestCallMs(deps, branch) + tryMarginMs);
    if (entry.kind === 'barred') return await waitForCircuit(deps, attempt, run, branch, held.lease, entry.by);
    if (!(await markRunning(deps.db, run.id))) return { kind: 'over', run };
    await workOnceMoreIfStale(deps, attempt, run, branch, held, { ...entry, trace });
    const status = await underLease(deps.db, held.lease, async (tx) => {
      const became = await finishRun(tx, run.id);
      await resolveRunFailures(tx, branch.id, run.kind);
      return became;
    });
    return { kind: 'over', run, ...(status && { status }) };
  } catch (error) {
    if (held.signal.aborted || error instanceof LeaseLostError) return { kind: 'branch_busy' };
    // Nothing can be written down of it, and it is nobody's failure.
    if (isDatabaseAway(error)) throw error;
    return await end(deps, attempt, run, branch, held.lease, trace, error).catch(standBack);
  } finally {
    await held.letGo();
  }
}

/** Beside its longest call a try has some of our own work to do. */
const tryMarginMs = 15_000;

/** A call to one side may take so long. */
function longestCallMs({ limits }: RunDeps, branch: Branch): number {
  return Math.max(limits.callTimeoutMs, branch.callTimeoutMs ?? 0);
}

/** A side that is known to be away is not called: the run waits for the circuit's next try. */
async function waitForCircuit(
  deps: RunDeps,
  { report }: RunAttempt,
  run: Run,
  branch: Branch,
  lease: Lease,
  barred: OpenCircuit,
): Promise<AttemptEnd> {
  const description = describeOpenCircuit(barred, branch);
  const { code, message, fix } = description;
  const isHeldBack = await underLease(deps.db, lease, (tx) => holdRunBack(tx, run.id, { code, message, fix }));
  if (!isHeldBack) return { kind: 'over', run };
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
  trace: AttemptTrace,
  error: unknown,
): Promise<AttemptEnd> {
  if (error instanceof RunCancelledError) return callOff(deps, run, lease);
  if (error instanceof RunPausedError) {
    const became = await underLease(deps.db, lease, (tx) => requeueRun(tx, run.id, null));
    return became === 'queued' ? { kind: 'paused' } : { kind: 'over', run };
  }
  return endBadly(deps, attempt, run, branch, lease, trace, error);
}

async function callOff(deps: RunDeps, run: Run, lease: Lease): Promise<AttemptEnd> {
  await underLease(deps.db, lease, async (tx) => {
    await cancelRun(tx, run.id);
    await leaveRunFailuresOpen(tx, run.branchId, run.kind);
  });
  return { kind: 'over', run, status: 'cancelled' };
}

/** The lease went to another while this attempt ended: the run's row is the other's now. */
function standBack(error: unknown): AttemptEnd {
  if (error instanceof LeaseLostError) return { kind: 'branch_busy' };
  throw error;
}
