import { and, asc, eq, exists, gt, gte, isNull, lte, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { type DayStatus, reconciledDays, type Tally } from '../schema/reconciliation.ts';
import { isAnyOf } from './any-of.ts';
import { type BranchScope, isWithin } from './branch-scope.ts';
import { type Page, type PageAsk, toPage } from './page.ts';

/** A day in few words. */
export interface MappedDay {
  readonly day: string;
  readonly status: DayStatus;
  readonly findings: number;
  readonly currency: string | null;
  /** At the till. */
  readonly sold: Tally;
}

/** A branch and its days, by day. */
export interface MappedBranch {
  readonly code: string;
  readonly name: string;
  readonly timezone: string;
  readonly days: readonly MappedDay[];
}

/** Which days, both included; `status`: branches that have a day of it there, with all their days. */
export interface MapFilter {
  readonly from: string;
  readonly to: string;
  readonly branch?: string | undefined;
  readonly status?: DayStatus | undefined;
}

/** The branches that are not archived, by code, each with its reconciled days: none where it never was. */
export async function mapReconciledDays(
  db: Database,
  filter: MapFilter,
  scope: BranchScope,
  ask: PageAsk<string>,
): Promise<Page<MappedBranch, string>> {
  const found = await db
    .select({ id: branches.id, code: branches.code, name: branches.name, timezone: branches.timezone })
    .from(branches)
    .where(
      and(
        isNull(branches.archivedAt),
        isWithin(branches.id, scope),
        filter.branch === undefined ? undefined : eq(branches.code, filter.branch),
        filter.status === undefined ? undefined : exists(daysOfStatus(db, filter, filter.status)),
        ask.after === null ? undefined : gt(branches.code, ask.after),
      ),
    )
    .orderBy(asc(branches.code))
    .limit(ask.limit + 1);
  const page = toPage(found, ask.limit, ({ code }) => code);
  const days = await daysOf(
    db,
    page.rows.map(({ id }) => id),
    filter,
  );
  return { ...page, rows: page.rows.map(({ id, ...branch }) => ({ ...branch, days: days.get(id) ?? [] })) };
}

function daysOfStatus(db: Database, { from, to }: MapFilter, status: DayStatus) {
  return db
    .select({ one: sql`1` })
    .from(reconciledDays)
    .where(
      and(
        eq(reconciledDays.branchId, branches.id),
        eq(reconciledDays.status, status),
        gte(reconciledDays.day, from),
        lte(reconciledDays.day, to),
      ),
    );
}

async function daysOf(db: Database, branchIds: readonly string[], { from, to }: MapFilter): Promise<Map<string, MappedDay[]>> {
  const byBranch = new Map<string, MappedDay[]>();
  if (branchIds.length === 0) return byBranch;
  const rows = await db
    .select({
      branchId: reconciledDays.branchId,
      day: reconciledDays.day,
      status: reconciledDays.status,
      findings: reconciledDays.findings,
      // All figures of thousands of days would be megabytes.
      currency: sql<string | null>`${reconciledDays.figures} ->> 'currency'`,
      sold: sql<Tally>`${reconciledDays.figures} #> '{branch,sold}'`,
    })
    .from(reconciledDays)
    .where(and(isAnyOf(reconciledDays.branchId, branchIds), gte(reconciledDays.day, from), lte(reconciledDays.day, to)))
    .orderBy(asc(reconciledDays.day));
  for (const { branchId, ...day } of rows) byBranch.set(branchId, [...(byBranch.get(branchId) ?? []), day]);
  return byBranch;
}
