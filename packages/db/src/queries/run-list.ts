import { and, desc, eq, lt } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { type RunKind, type RunStatus, runs } from '../schema/runs.ts';
import { type BranchScope, isWithin } from './branch-scope.ts';
import { type Page, type PageAsk, toPage } from './page.ts';
import type { Run } from './run-lifecycle.ts';

/** A run and the code of its branch, archived or not. */
export interface ListedRun {
  readonly run: Run;
  readonly branchCode: string;
}

export interface RunFilter {
  readonly branch?: string | undefined;
  readonly kind?: RunKind | undefined;
  readonly status?: RunStatus | undefined;
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
    .where(
      and(
        isWithin(runs.branchId, scope),
        filter.branch === undefined ? undefined : eq(branches.code, filter.branch),
        filter.kind === undefined ? undefined : eq(runs.kind, filter.kind),
        filter.status === undefined ? undefined : eq(runs.status, filter.status),
        ask.after === null ? undefined : lt(runs.id, ask.after),
      ),
    )
    .orderBy(desc(runs.id))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, ({ run }) => run.id);
}
