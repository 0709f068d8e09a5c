import { addOdooEffort, type Branch, findRunWithBranch, forgetConnectionFacts, type Run } from '@branch-sync/db';
import { type OdooClient, OdooError, type OdooErrorKind } from '@branch-sync/odoo';
import { openBranch, openCentral } from '../connections/open-connection.ts';
import type { Side } from '../failures/catalogue.ts';
import type { AttemptTrace, RunAttempt, RunDeps } from './attempt.ts';
import type { HeldLease } from './hold-lease.ts';
import { workOfKind } from './work-of-kind.ts';

/** How a call ends that was made by what another version of Odoo had. */
const staleKinds: ReadonlySet<OdooErrorKind> = new Set(['unknown_field', 'unknown_model', 'unknown_method', 'unsupported']);

/** What the attempt's frame knows of the work, and learns from it. */
export interface WorkFrame {
  /** Central is known to be away, and this run tries it for all. */
  readonly triesCentral: boolean;
  readonly trace: AttemptTrace;
}

/**
 * The work of a run. Where what was remembered of a database does not hold any more (an upgrade of Odoo), it is forgotten, asked anew, and the
 * work goes on from where it is. Throws what the work of the run's kind throws.
 */
export async function workOnceMoreIfStale(
  deps: RunDeps,
  attempt: RunAttempt,
  run: Run,
  branch: Branch,
  held: HeldLease,
  frame: WorkFrame,
): Promise<void> {
  try {
    await work(deps, attempt, run, branch, held, frame);
  } catch (error) {
    if (!(error instanceof OdooError) || !staleKinds.has(error.kind)) throw error;
    if (!(await forgetConnectionFacts(deps.db, branch.id))) throw error;
    const now = (await findRunWithBranch(deps.db, run.id))?.run ?? run;
    await work(deps, attempt, now, { ...branch, facts: null, factsAt: null }, held, frame);
  }
}

async function work(
  deps: RunDeps,
  attempt: RunAttempt,
  run: Run,
  branch: Branch,
  { lease, signal }: HeldLease,
  { triesCentral, trace }: WorkFrame,
): Promise<void> {
  const onCentral = await openCentral(deps, signal);
  try {
    if (triesCentral) await tryCentral(deps, onCentral.client, signal);
    const onBranch = await openBranch(deps, branch, signal, attempt.onBranchClient);
    const noteAnswers = () =>
      deps.circuits.answered([
        ...(onBranch.client.hasAnswered ? [{ branchId: branch.id }] : []),
        ...(onCentral.client.hasAnswered ? ['central' as const] : []),
      ]);
    try {
      await workOfKind(run, attempt, {
        ...deps,
        ...attempt,
        branch,
        lease,
        signal,
        branchClient: onBranch.client,
        branchDialect: onBranch.dialect,
        centralClient: onCentral.client,
        centralDialect: onCentral.dialect,
        async onRecorded() {
          trace.hasProgressed = true;
          await noteAnswers();
        },
      });
      await noteAnswers();
    } finally {
      await letGo(deps, run, onBranch.client, 'branch', trace);
    }
  } finally {
    await letGo(deps, run, onCentral.client, 'central', trace);
  }
}

/** Asks central for next to nothing: a branch with nothing new would not ask it at all, and all others wait for its answer. */
async function tryCentral({ circuits }: RunDeps, client: OdooClient, signal: AbortSignal): Promise<void> {
  await client.fieldsGet('sale.order', ['id'], signal);
  await circuits.answered(['central']);
}

/** Closes a client, and keeps what it has cost and heard. That the cost could not be written down must not hide how the work ended. */
async function letGo({ db }: RunDeps, { id }: Run, client: OdooClient, side: Side, { heard }: AttemptTrace): Promise<void> {
  if (client.hasAnswered) heard.add(side);
  await client.close();
  await addOdooEffort(db, id, client.callCount, client.waitedMs).catch(() => undefined);
}
