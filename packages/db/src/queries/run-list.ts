import { and, desc, eq, gte, inArray, lt, type SQL } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { type RunKind, type RunStatus, type RunTrigger, runs } from '../schema/runs.ts';
import { type BranchScope, isWithin } from './branch-scope.ts';
import { idAfterAllBefore, leastIdFrom } from './id-bounds.ts';
import { type Page, type PageAsk, toPage } from './page.ts';
import type { Run } from './run-lifecycle.ts';

/** A run and the code of its branch, archived or not. */
export interface ListedRun {
  readonly run: Run;
  readonly branchCode: string;
}

export interface RunFilter {
  /** Exactly these. */
  readonly ids?: readonly string[] | undefined;
  readonly branch?: string | undefined;
  readonly kind?: RunKind | undefined;
  readonly status?: RunStatus | undefined;
  readonly trigger?: RunTrigger | undefined;
  /** Asked for at or after. */
  readonly from?: Date | undefined;
  /** Asked for before. */
  readonly to?: Date | undefined;
}

/** Runs, the newest first. */
export async function listRuns(
  db: Database,
  filter: RunFilter,
  scope: BranchScope,
  ask: PageAsk<string>,
): Promise<Page<ListedRun, string>> {
  const found = await db
    .select({ run: runs, branchCode: branches.code })
    .from(runs)
    .innerJoin(branches, eq(branches.id, runs.branchId))
    .where(and(isWithin(runs.branchId, scope), ...conditionsOf(filter), ask.after === null ? undefined : lt(runs.id, ask.after)))
    .orderBy(desc(runs.id))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, ({ run }) => run.id);
}

function conditionsOf({ ids, branch, kind, status, trigger, from, to }: RunFilter): (SQL | undefined)[] {
  return [
    ids === undefined ? undefined : inArray(runs.id, [...ids]),
    branch === undefined ? undefined : eq(branches.code, branch),
    kind === undefined ? undefined : eq(runs.kind, kind),
    status === undefined ? undefined : eq(runs.status, status),
    trigger === undefined ? undefined : eq(runs.trigger, trigger),
    from === undefined ? undefined : and(gte(runs.createdAt, from), gte(runs.id, leastIdFrom(from))),
    to === undefined ? undefined : and(lt(runs.createdAt, to), lt(runs.id, idAfterAllBefore(to))),
  ];
}
