import {
  type Branch,
  type CircuitPlace,
  failRun,
  type Lease,
  type OpenCircuit,
  type Run,
  readDailyWindow,
  recordRunFailure,
  requeueRun,
  underLease,
} from '@branch-sync/db';
import { isInsideWindow, nextOpening, retryPolicy } from '@branch-sync/queue';
import { isAnswer, isMiss } from '../circuits/is-miss.ts';
import { describeFailure, type FailureDescription } from '../failures/catalogue.ts';
import { branchInWords } from '../receive/order-words.ts';
import type { AttemptEnd, RunAttempt, RunDeps } from './attempt.ts';
import { waitForCircuitMs } from './describe-open-circuit.ts';
import { describeRunError, sideOf } from './describe-run-error.ts';

/** What a failed attempt makes of its run, by the class of its failure (docs/architecture.md, “What is tried again”). */
export async function endBadly(
  deps: RunDeps,
  attempt: RunAttempt,
  run: Run,
  branch: Branch,
  lease: Lease,
  error: unknown,
): Promise<AttemptEnd> {
  const place = placeOf(error, branch);
  if (place !== null && isAnswer(error)) await deps.circuits.answered([place]);
  const missed = isMiss(error) ? place : null;
  const closed = missed === null || missed === 'central' ? null : await closedBranch(deps, run, branch);
  const description = closed?.description ?? describeRunError(error, branch);
  const { code, message, fix } = description;

  const { isCalledOff, waitMs, willRetry } = await underLease(deps.db, lease, async (tx) => {
    // A branch that is closed for the night is not offline.
    const open = missed === null || closed !== null ? null : await deps.circuits.missed(tx, missed, run.id);
    const waitMs = closed?.delayMs ?? waitOf(open, description, deps);
    const mayGoOn = waitMs !== null || (description.class !== 'permanent' && attempt.mayRetry);
    const isCalledOff = mayGoOn && (await requeueRun(tx, run.id, { code, message, fix })).isCalledOff;
    if (!mayGoOn) await failRun(tx, run.id, { code, message, fix });
    const goesOn = mayGoOn && !isCalledOff;
    await recordRunFailure(tx, {
      branchId: branch.id,
      kind: run.kind,
      runId: run.id,
      code,
      class: description.class,
      message,
      fix,
      payload: { request: run.request },
      status: goesOn ? 'retrying' : 'open',
    });
    return { isCalledOff, waitMs, willRetry: goesOn };
  });
  if (isCalledOff) return { kind: 'over', run };
  if (waitMs !== null) return { kind: 'waiting', description, delayMs: waitMs };
  return { kind: 'failed', description, willRetry, error };
}

/** Which side's doing it was; null: none's. */
function placeOf(error: unknown, branch: Branch): CircuitPlace | null {
  const side = sideOf(error, branch);
  if (side === null) return null;
  return side === 'central' ? 'central' : { branchId: branch.id };
}

/** How long a run waits that does not count its attempts; null: the queue counts, or nothing is tried again. Milliseconds. */
function waitOf(open: OpenCircuit | null, description: FailureDescription, { random }: RunDeps): number | null {
  if (open !== null) return waitForCircuitMs(open, random);
  return description.class === 'waiting' ? retryPolicy.waitingDelayMs : null;
}

/** A branch that does not answer outside its schedule's window has closed for the day: it is waited for until it opens. */
async function closedBranch({ db, now }: RunDeps, run: Run, branch: Branch) {
  const window = await readDailyWindow(db, branch.id, run.kind);
  if (window === null || isInsideWindow(window, branch.timezone, now())) return null;
  const opensAt = nextOpening(window, branch.timezone, now());
  const { from, until } = window;
  return {
    description: describeFailure('branch.closed', { branch: branchInWords(branch), from, until, timezone: branch.timezone }),
    delayMs: opensAt.getTime() - now().getTime(),
  };
}
