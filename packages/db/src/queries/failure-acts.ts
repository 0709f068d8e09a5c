import { type SQL, sql } from 'drizzle-orm';
import { shortened } from '../audit-changes.ts';
import type { Database, Transaction } from '../connect.ts';
import { branches, leases } from '../schema/branches.ts';
import { type FailureStatus, failureStatuses, failures } from '../schema/failures.ts';
import { type Actor, recordAudit } from './audit.ts';
import { isBranchWarning } from './branch-warnings.ts';
import { changeFailures } from './failure-changes.ts';
import { type FailureSelection, matchesSelection } from './failure-selection.ts';

/** Failures that one act may be about: its statements are set-wise, but a branch waits for them. */
export const maxFailuresAtOnce = 100_000;

/** More failures are selected than one act may be about. */
export class TooManyFailuresError extends Error {
  override readonly name = 'TooManyFailuresError';
  constructor(count: number) {
    super(
      `${count} failures are selected; one call takes ${maxFailuresAtOnce}. Narrow the filter, branch by branch for example.`,
    );
  }
}

/** Why an act leaves failures as they are: what they are, the branch is archived, nothing waits, the same stands again, or there are no such ones. */
export const untouchedReasons = [...failureStatuses, 'branch_archived', 'nothing_waits', 'stands_again', 'not_found'] as const;

/** Failures that an act leaves as they are. */
export interface Untouched {
  readonly reason: (typeof untouchedReasons)[number];
  readonly failures: number;
}

export interface FailureChange {
  readonly changed: number;
  readonly untouched: readonly Untouched[];
}

/**
 * Dismisses what stands of a selection: nobody wants to hear of it again, though the orders still come in if they can. Throws
 * `TooManyFailuresError`.
 */
export async function dismissFailures(
  db: Database,
  actor: Actor,
  selection: FailureSelection,
  reason: string,
): Promise<FailureChange> {
  return db.transaction(async (tx) => {
    const census = await takeCensus(tx, selection);
    const standing = sql`select ${failures.id} from ${failures} where ${matchesSelection(selection)} and ${failures.status} in ('open', 'retrying')`;
    const { changed, ...told } = await changeFailures(tx, standing, { status: 'dismissed', dismissReason: reason });
    const entry = {
      action: 'failures.dismiss',
      subject: 'failures',
      detail: { selection: shortened(selection), reason, changed },
    };
    await recordAudit(tx, actor, { ...entry, ...told });
    return { changed, untouched: census.untouched(({ status }) => (isStanding(status) ? null : status)) };
  });
}

/** Has dismissed failures of a selection stand again, each thing once. Throws `TooManyFailuresError`. */
export async function reopenFailures(db: Database, actor: Actor, selection: FailureSelection): Promise<FailureChange> {
  return db.transaction(async (tx) => {
    const census = await takeCensus(tx, selection);
    const dismissed = sql`
      select distinct on (branch_id, sameness) id from ${failures} as chosen
      where id in (select ${failures.id} from ${failures} where ${matchesSelection(selection)} and ${failures.status} = 'dismissed')
        and not exists (select from ${branches} where ${branches.id} = chosen.branch_id and ${branches.archivedAt} is not null)
        and not exists (select from ${failures} as standing where standing.branch_id = chosen.branch_id
          and standing.sameness = chosen.sameness and standing.status in ('open', 'retrying'))
      order by branch_id, sameness, id desc`;
    const { changed, ...told } = await changeFailures(tx, dismissed, { status: 'open', dismissReason: null });
    const untouched = census.untouched(({ status, isArchived }) =>
      status !== 'dismissed' ? status : isArchived ? 'branch_archived' : null,
    );
    const standsAgain =
      census.total - changed - untouched.reduce((sum, one) => sum + (one.reason === 'not_found' ? 0 : one.failures), 0);
    const entry = { action: 'failures.reopen', subject: 'failures', detail: { selection: shortened(selection), changed } };
    await recordAudit(tx, actor, { ...entry, ...told });
    return {
      changed,
      untouched: standsAgain > 0 ? [...untouched, { reason: 'stands_again', failures: standsAgain }] : untouched,
    };
  });
}

interface CensusRow {
  readonly status: FailureStatus;
  readonly isArchived: boolean;
  readonly isWarning: boolean;
  readonly failures: number;
}

/** What is selected, before an act changes it. */
export interface Census {
  readonly total: number;
  /** What an act does not touch, by why: null where it does. */
  untouched(why: (row: CensusRow) => Untouched['reason'] | null): Untouched[];
}

/**
 * Counts a selection, and keeps receive runs of its branches from recording meanwhile: they take the lease's row before any failure, and so do
 * we, in one order, so that nobody waits in a circle. Throws `TooManyFailuresError`.
 */
export async function takeCensus(tx: Transaction, selection: FailureSelection): Promise<Census> {
  const selected = matchesSelection(selection);
  await tx.execute(sql`
    select from ${leases} where branch_id in (select distinct ${failures.branchId} from ${failures} where ${selected})
    order by branch_id for update`);
  const found = await tx.execute<CensusRow & Record<string, unknown>>(sql`
    select ${failures.status}, ${branches.archivedAt} is not null as "isArchived", ${isBranchWarning} as "isWarning", count(*)::int as failures
    from ${failures} join ${branches} on ${branches.id} = ${failures.branchId} where ${selected} group by 1, 2, 3`);
  const total = found.reduce((sum, row) => sum + row.failures, 0);
  if (total > maxFailuresAtOnce) throw new TooManyFailuresError(total);
  const missing = 'ids' in selection ? new Set(selection.ids).size - total : 0;
  return {
    total,
    untouched(why) {
      const counts = new Map<Untouched['reason'], number>();
      for (const row of found) {
        const reason = why(row);
        if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + row.failures);
      }
      if (missing > 0) counts.set('not_found', missing);
      return [...counts].map(([reason, count]) => ({ reason, failures: count }));
    },
  };
}

/** How many rows a changing statement changed. */
export async function countOf(tx: Transaction, change: SQL): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(
    sql`with changed as (${change} returning 1) select count(*)::int as count from changed`,
  );
  return row?.count ?? 0;
}

function isStanding(status: FailureStatus): boolean {
  return status === 'open' || status === 'retrying';
}
