import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, lte, or, type SQL } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { type DayStatus, type FindingKind, reconciledDays, reconcileFindings } from '../schema/reconciliation.ts';
import { type BranchScope, isWithin } from './branch-scope.ts';
import { type Page, type PageAsk, toPage } from './page.ts';

export type ReconciledDay = typeof reconciledDays.$inferSelect;
export type ReconcileFinding = typeof reconcileFindings.$inferSelect;

/** A reconciled day and whose it is. */
export interface ListedDay {
  readonly day: ReconciledDay;
  readonly branchCode: string;
  readonly branchName: string;
}

/** Days from one to another, both included, `YYYY-MM-DD`. */
export interface DayRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface DayFilter extends DayRange {
  readonly branch?: string | undefined;
  readonly status?: DayStatus | undefined;
}

/** What the list of days is read by. */
export type DayKey = readonly [day: string, branchCode: string];

/** Reconciled days of the branches that are not archived, the newest first, and of a day by branch code. */
export async function listReconciledDays(
  db: Database,
  filter: DayFilter,
  scope: BranchScope,
  ask: PageAsk<DayKey>,
): Promise<Page<ListedDay, DayKey>> {
  const found = await db
    .select({ day: reconciledDays, branchCode: branches.code, branchName: branches.name })
    .from(reconciledDays)
    .innerJoin(branches, eq(branches.id, reconciledDays.branchId))
    .where(
      and(
        isNull(branches.archivedAt),
        isWithin(branches.id, scope),
        filter.branch === undefined ? undefined : eq(branches.code, filter.branch),
        filter.status === undefined ? undefined : eq(reconciledDays.status, filter.status),
        ...within(filter),
        isAfter(ask.after),
      ),
    )
    .orderBy(desc(reconciledDays.day), asc(branches.code))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, ({ day: { day }, branchCode }) => [day, branchCode]);
}

/** One day of a branch; undefined where it was never reconciled. */
export async function findReconciledDay(db: Database, branchId: string, day: string): Promise<ReconciledDay | undefined> {
  const [found] = await db
    .select()
    .from(reconciledDays)
    .where(and(eq(reconciledDays.branchId, branchId), eq(reconciledDays.day, day)));
  return found;
}

/** What a day's books do not agree on. */
export async function listFindings(
  db: Database,
  { branchId, day, kind }: { readonly branchId: string; readonly day: string; readonly kind?: FindingKind | undefined },
  ask: PageAsk<string>,
): Promise<Page<ReconcileFinding, string>> {
  const found = await db
    .select()
    .from(reconcileFindings)
    .where(
      and(
        eq(reconcileFindings.branchId, branchId),
        eq(reconcileFindings.day, day),
        kind === undefined ? undefined : eq(reconcileFindings.kind, kind),
        ask.after === null ? undefined : gt(reconcileFindings.id, ask.after),
      ),
    )
    .orderBy(asc(reconcileFindings.id))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, ({ id }) => id);
}

/** The POS orders (ids on the branch, ascending) that findings of these kinds name in these days; `limit` at most. */
export async function ordersOfFindings(
  db: Database,
  branchId: string,
  range: DayRange,
  kinds: readonly FindingKind[],
  limit: number,
): Promise<number[]> {
  const found = await db
    .selectDistinct({ remoteId: reconcileFindings.remoteId })
    .from(reconcileFindings)
    .where(
      and(
        eq(reconcileFindings.branchId, branchId),
        inArray(reconcileFindings.kind, [...kinds]),
        range.from === undefined ? undefined : gte(reconcileFindings.day, range.from),
        range.to === undefined ? undefined : lte(reconcileFindings.day, range.to),
      ),
    )
    .orderBy(asc(reconcileFindings.remoteId))
    .limit(limit);
  return found.flatMap(({ remoteId }) => remoteId ?? []);
}

/** The days of a branch from `from` on and before `before` that still differ, the newest first; `limit` at most. */
export async function daysThatDiffer(
  db: Database,
  branchId: string,
  { from, before }: { readonly from: string; readonly before: string },
  limit: number,
): Promise<string[]> {
  const found = await db
    .select({ day: reconciledDays.day })
    .from(reconciledDays)
    .where(
      and(
        eq(reconciledDays.branchId, branchId),
        eq(reconciledDays.status, 'differs'),
        gte(reconciledDays.day, from),
        lt(reconciledDays.day, before),
      ),
    )
    .orderBy(desc(reconciledDays.day))
    .limit(limit);
  return found.map(({ day }) => day);
}

/** The days that a run has reconciled so far. */
export async function daysOfRun(db: Database, runId: string): Promise<Set<string>> {
  const found = await db.select({ day: reconciledDays.day }).from(reconciledDays).where(eq(reconciledDays.runId, runId));
  return new Set(found.map(({ day }) => day));
}

function within({ from, to }: DayRange): (SQL | undefined)[] {
  return [
    from === undefined ? undefined : gte(reconciledDays.day, from),
    to === undefined ? undefined : lte(reconciledDays.day, to),
  ];
}

function isAfter(key: DayKey | null): SQL | undefined {
  if (key === null) return undefined;
  const [day, branchCode] = key;
  return or(lt(reconciledDays.day, day), and(eq(reconciledDays.day, day), gt(branches.code, branchCode)));
}
