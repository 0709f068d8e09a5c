import { and, desc, eq, lt } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { type FailureClass, type FailureStatus, failures } from '../schema/failures.ts';
import { type Page, type PageAsk, toPage } from './page.ts';

export type Failure = typeof failures.$inferSelect;

/** A failure and the code of its branch, archived or not. */
export interface ListedFailure {
  readonly failure: Failure;
  readonly branchCode: string;
}

export interface FailureFilter {
  readonly branch?: string | undefined;
  readonly code?: string | undefined;
  readonly status?: FailureStatus | undefined;
  readonly class?: FailureClass | undefined;
}

function selectFailures(db: Database) {
  return db
    .select({ failure: failures, branchCode: branches.code })
    .from(failures)
    .innerJoin(branches, eq(branches.id, failures.branchId));
}

/** Failures, the newest first. */
export async function listFailures(
  db: Database,
  filter: FailureFilter,
  ask: PageAsk<string>,
): Promise<Page<ListedFailure, string>> {
  const found = await selectFailures(db)
    .where(
      and(
        filter.branch === undefined ? undefined : eq(branches.code, filter.branch),
        filter.code === undefined ? undefined : eq(failures.code, filter.code),
        filter.status === undefined ? undefined : eq(failures.status, filter.status),
        filter.class === undefined ? undefined : eq(failures.class, filter.class),
        ask.after === null ? undefined : lt(failures.id, ask.after),
      ),
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
