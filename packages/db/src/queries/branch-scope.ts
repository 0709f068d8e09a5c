import type { SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { isAnyOf } from './any-of.ts';

/** The branches, by id, that whoever asks may see and act on; null: all of them. */
export type BranchScope = readonly string[] | null;

/** Whether a column's branch lies within a scope; no condition where all do. */
export function isWithin(column: PgColumn, scope: BranchScope): SQL | undefined {
  return scope === null ? undefined : isAnyOf(column, scope);
}
