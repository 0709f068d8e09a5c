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
import { OdooError } from '@branch-sync/odoo';
import { isInsideWindow, nextOpening, retryDelayMs, retryPolicy } from '@branch-sync/queue';
import { isAnswer, isMiss } from '../circuits/is-miss.ts';
import { catalogue, describeFailure, type FailureCode, type FailureDescription, type Side } from '../failures/catalogue.ts';
import { technicalOf } from '../failures/describe-odoo-error.ts';
import { branchInWords } from '../receive/order-words.ts';
import type { AttemptEnd, AttemptTrace, RunAttempt, RunDeps } from './attempt.ts';
import { waitForCircuitMs } from './describe-open-circuit.ts';
import { describeRunError, sideOf } from './describe-run-error.ts';

/** What a failed attempt makes of its run, by the class of its failure (docs/architecture.md, “What is tried again”). */
export async function endBadly(
  deps: RunDeps,
  attempt: RunAttempt,
  run: Run,
  branch: Branch,
  lease: Lease,
  trace: AttemptTrace,
  error: unknown,
): Promise<AttemptEnd> {
  const side = sideOf(error, branch);
  const place = side === null ? null : placeOf(side, branch);
  const missed = side !== null && isMiss(error, { hasAnswered: trace.heard.has(side) }) ? place : null;
  await deps.circuits.answered(answering(trace, side, error).map((one) => placeOf(one, branch)));
  const closed = missed === null || missed === 'central' ? null : await closedBranch(deps, run, branch);
  const description = closed?.description ?? describeRunError(error, branch);
  const { code, title, message, fix } = description;

  const { isOver, waitMs, willRetry } = await underLease(deps.db, lease, async (tx) => {
    // A branch that is closed for the night is not offline.
    const open = missed === null || closed !== null ? null : await deps.circuits.missed(tx, missed, run.id);
    const waitMs = closed?.delayMs ?? waitOf(open, description, trace, deps);
    const mayGoOn = waitMs !== null || (description.class !== 'permanent' && attempt.mayRetry);
    const became = mayGoOn
      ? await requeueRun(tx, run.id, { code, message, fix })
      : (await failRun(tx, run.id, { code, message, fix })) && 'failed';
    // The end of the run was recorded before, and only its answer was lost.
    if (became === false || became === 'over') return { isOver: true, waitMs: null, willRetry: false };
    const goesOn = became === 'queued';
    await recordRunFailure(tx, {
      branchId: branch.id,
      kind: run.kind,
      runId: run.id,
      code,
      class: description.class,
      title,
      message,
      fix,
      fingerprint: fingerprintOf(run, branch, code),
      technical: error instanceof OdooError ? technicalOf(error) : null,
      payload: { request: run.request },
      status: goesOn ? 'retrying' : 'open',
    });
    return { isOver: became === 'called_off', waitMs, willRetry: goesOn };
  });
  if (!isOver || willRetry) attempt.tally?.failed(code);
  if (isOver) return { kind: 'over', run };
  if (waitMs !== null) return { kind: 'waiting', description, delayMs: waitMs };
  return { kind: 'failed', description, willRetry, error };
}

/** A branch's own trouble is one cause for each branch; central's, or ours, is the same for all. */
function fingerprintOf({ kind }: Run, branch: Branch, code: FailureCode): string {
  return catalogue[code].side === 'branch' ? `${kind} of ${branch.code}` : kind;
}

/** The sides that have answered in this attempt: one whose call ended it only if that was Odoo's own word. */
function answering({ heard }: AttemptTrace, ended: Side | null, error: unknown): Side[] {
  const others = [...heard].filter((side) => side !== ended);
  return ended !== null && isAnswer(error) ? [...others, ended] : others;
}

function placeOf(side: Side, branch: Branch): CircuitPlace {
  return side === 'central' ? side : { branchId: branch.id };
}

/**
 * How long a run waits that does not count its attempts; null: the queue counts, or nothing is tried again. What brings a run on is not held
 * against it: a long one meets more trouble than it may have tries. Milliseconds.
 */
function waitOf(
  open: OpenCircuit | null,
  description: FailureDescription,
  { hasProgressed }: AttemptTrace,
  { random }: RunDeps,
): number | null {
  if (open !== null) return waitForCircuitMs(open, random);
  if (description.class === 'waiting') return retryPolicy.waitingDelayMs;
  return description.class === 'transient' && hasProgressed ? retryDelayMs(1, random) : null;
}

/** A branch that does not answer outside its schedule's window has closed for the day: it is waited for until it opens. */
async function closedBranch({ db, now }: RunDeps, run: Run, branch: Branch) {
  // A shop's hours are told by when it is received: what else is planned for the night finds it closed as well.
  const window = (await readDailyWindow(db, branch.id, run.kind)) ?? (await readDailyWindow(db, branch.id, 'receive'));
  if (window === null || isInsideWindow(window, branch.timezone, now())) return null;
  const opensAt = nextOpening(window, branch.timezone, now());
  const { from, until } = window;
  return {
    description: describeFailure('branch.closed', { branch: branchInWords(branch), from, until, timezone: branch.timezone }),
    delayMs: opensAt.getTime() - now().getTime(),
  };
}
