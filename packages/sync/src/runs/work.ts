import { addOdooEffort, type Branch, forgetConnectionFacts, type Run } from '@branch-sync/db';
import { OdooError, type OdooErrorKind } from '@branch-sync/odoo';
import { isMiss } from '../circuits/is-miss.ts';
import { openBranch, openCentral } from '../connections/open-connection.ts';
import type { Side } from '../failures/catalogue.ts';
import { receive } from '../receive/receive.ts';
import { receiveRequestSchema } from '../receive/receive-request.ts';
import type { RunAttempt, RunDeps } from './attempt.ts';
import { sideOf } from './describe-run-error.ts';
import type { HeldLease } from './hold-lease.ts';

/** How a call ends that was made by what another version of Odoo had. */
const staleKinds: ReadonlySet<OdooErrorKind> = new Set(['unknown_field', 'unknown_model', 'unknown_method', 'unsupported']);

/**
 * The work of a run. Where what was remembered of a database does not hold any more (an upgrade of Odoo), it is forgotten, asked anew, and the
 * work goes on. Throws what `receive` throws.
 */
export async function workOnceMoreIfStale(
  deps: RunDeps,
  attempt: RunAttempt,
  run: Run,
  branch: Branch,
  held: HeldLease,
): Promise<void> {
  try {
    await work(deps, attempt, run, branch, held);
  } catch (error) {
    if (!(error instanceof OdooError) || !staleKinds.has(error.kind)) throw error;
    if (!(await forgetConnectionFacts(deps.db, branch.id))) throw error;
    await work(deps, attempt, run, { ...branch, facts: null, factsAt: null }, held);
  }
}

async function work(deps: RunDeps, attempt: RunAttempt, run: Run, branch: Branch, held: HeldLease): Promise<void> {
  const request = receiveRequestSchema.parse(run.request);
  const onBranch = await openBranch(deps, branch, held.signal, attempt.onBranchClient);
  try {
    const onCentral = await openCentral(deps, held.signal);
    const noteAnswers = (silent: Side | null) => {
      const sides = [
        { side: 'branch', place: { branchId: branch.id }, client: onBranch.client },
        { side: 'central', place: 'central', client: onCentral.client },
      ] as const;
      return deps.circuits.answered(
        sides.filter(({ side, client }) => side !== silent && client.hasAnswered).map(({ place }) => place),
      );
    };
    try {
      await receive({
        ...deps,
        ...attempt,
        branch,
        request,
        resumeAfterId: run.resumeAfterId,
        seenBefore: run.seen,
        expected: run.expected,
        lease: held.lease,
        signal: held.signal,
        branchClient: onBranch.client,
        branchDialect: onBranch.dialect,
        centralClient: onCentral.client,
        centralDialect: onCentral.dialect,
        batchSize: batchSizeAfter(attempt.failedBefore),
        onRecorded: () => noteAnswers(null),
      });
      await noteAnswers(null);
    } catch (error) {
      await noteAnswers(isMiss(error) ? sideOf(error, branch) : null);
      throw error;
    } finally {
      await onCentral.client.close();
      await addOdooEffort(deps.db, run.id, onCentral.client.callCount, onCentral.client.waitedMs);
    }
  } finally {
    await onBranch.client.close();
    await addOdooEffort(deps.db, run.id, onBranch.client.callCount, onBranch.client.waitedMs);
  }
}

/** A batch that a slow central could not take within the call's time is halved with every attempt that failed. */
function batchSizeAfter(failedAttempts: number): number {
  return Math.max(10, Math.floor(100 / 2 ** Math.min(failedAttempts, 4)));
}
