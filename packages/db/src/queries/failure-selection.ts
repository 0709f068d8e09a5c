import { and, eq, ilike, inArray, or, type SQL, sql } from 'drizzle-orm';
import { branches } from '../schema/branches.ts';
import { type FailureClass, type FailureStatus, failures } from '../schema/failures.ts';
import type { RunKind } from '../schema/runs.ts';
import { type BranchScope, isWithin } from './branch-scope.ts';
import { partOf } from './part-of.ts';
import type { BranchRecord } from './set-mappings.ts';

/** Which failures a list shows, or an act is about; what is left out does not matter. */
export interface FailureFilter {
  readonly branch?: string | undefined;
  readonly code?: string | undefined;
  /** One of these codes. */
  readonly codes?: readonly string[] | undefined;
  readonly status?: FailureStatus | undefined;
  readonly class?: FailureClass | undefined;
  readonly kind?: RunKind | undefined;
  /** The group of a cause (`failures.cause`). */
  readonly group?: string | undefined;
  /** Our own id of the order. */
  readonly order?: string | undefined;
  /** Part of what a failure says: a product, a POS reference. */
  readonly q?: string | undefined;
}

type FailureChoice =
  | { readonly ids: readonly string[] }
  | { readonly group: string }
  | { readonly filter: FailureFilter }
  | { readonly curedBy: readonly BranchRecord[] };

/**
 * What an act is about, of the branches `within` which whoever acts may. `curedBy`: the standing failures of orders that mapping these records
 * would cure.
 */
export type FailureSelection = FailureChoice & { readonly within: BranchScope };

/** A filter as a condition on `failures` alone. */
export function matchesFilter(filter: FailureFilter): SQL | undefined {
  const { branch, code, codes, status, kind, group, order, q } = filter;
  return and(
    branch === undefined ? undefined : sql`${failures.branchId} in (select id from ${branches} where code = ${branch})`,
    code === undefined ? undefined : eq(failures.code, code),
    codes === undefined ? undefined : inArray(failures.code, [...codes]),
    status === undefined ? undefined : eq(failures.status, status),
    filter.class === undefined ? undefined : eq(failures.class, filter.class),
    kind === undefined ? undefined : eq(failures.kind, kind),
    group === undefined ? undefined : eq(failures.cause, group),
    order === undefined ? undefined : eq(failures.orderId, order),
    q === undefined ? undefined : or(ilike(failures.title, partOf(q)), ilike(failures.message, partOf(q))),
  );
}

/** A selection as a condition on `failures` alone. */
export function matchesSelection(selection: FailureSelection): SQL {
  const chosen = matchesChoice(selection);
  return and(isWithin(failures.branchId, selection.within), chosen) ?? chosen;
}

function matchesChoice(selection: FailureChoice): SQL {
  if ('ids' in selection) return sql`${failures.id} = any(${sql.param([...selection.ids])}::uuid[])`;
  if ('group' in selection) return eq(failures.cause, selection.group);
  if ('filter' in selection) return matchesFilter(selection.filter) ?? sql`true`;
  const rows = selection.curedBy.map(({ branchId, model, remoteId }) => ({ branch_id: branchId, model, remote_id: remoteId }));
  return sql`(${failures.status} in ('open', 'retrying') and ${failures.orderId} is not null
    and (${failures.branchId}, ${failures.causeModel}, ${failures.causeRemoteId}) in
      (select branch_id, model, remote_id from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as record (branch_id uuid, model text, remote_id integer)))`;
}
