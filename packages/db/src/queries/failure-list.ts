import { and, desc, eq, lt } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { failures } from '../schema/failures.ts';
import { orders } from '../schema/orders.ts';
import { type BranchScope, isWithin } from './branch-scope.ts';
import { type FailureFilter, matchesFilter } from './failure-selection.ts';
import { type Page, type PageAsk, toPage } from './page.ts';

export type Failure = typeof failures.$inferSelect;

/** A failure, the code of its branch, archived or not, and the order that it befell; null where it is about none. */
export interface ListedFailure {
  readonly failure: Failure;
  readonly branchCode: string;
  readonly order: { readonly posReference: string; readonly currency: string; readonly posTotal: string } | null;
}

function selectFailures(db: Database) {
  return db
    .select({
      failure: failures,
      branchCode: branches.code,
      order: { posReference: orders.posReference, currency: orders.currency, posTotal: orders.posTotal },
    })
    .from(failures)
    .innerJoin(branches, eq(branches.id, failures.branchId))
    .leftJoin(orders, eq(orders.id, failures.orderId));
}

/** Failures, the newest first. */
export async function listFailures(
  db: Database,
  filter: FailureFilter,
  scope: BranchScope,
  ask: PageAsk<string>,
): Promise<Page<ListedFailure, string>> {
  const found = await selectFailures(db)
    .where(
      and(isWithin(failures.branchId, scope), matchesFilter(filter), ask.after === null ? undefined : lt(failures.id, ask.after)),
    )
    .orderBy(desc(failures.id))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, ({ failure }) => failure.id);
}

/** One failure; undefined where there is no such one. */
export async function findFailure(db: Database, id: string): Promise<ListedFailure | undefined> {
  const [found] = await selectFailures(db).where(eq(failures.id, id));
  return found;
}
