import { and, inArray, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { type FailureClass, failures } from '../schema/failures.ts';
import type { MappedModel } from '../schema/mappings.ts';
import { orders } from '../schema/orders.ts';
import { type BranchScope, isWithin } from './branch-scope.ts';
import { type FailureFilter, matchesFilter } from './failure-selection.ts';
import { instant } from './instant.ts';
import { type Page, type PageAsk, toPage } from './page.ts';

/** All failures of one cause, over all branches. Words, class and record are the newest failure's. */
export interface FailureGroup {
  readonly group: string;
  readonly code: string;
  readonly class: FailureClass;
  readonly title: string;
  readonly fix: string;
  readonly failures: number;
  /** The POS orders that wait. */
  readonly orders: number;
  /** The branches with most of them first, `maxNamed` at most; `branchCount` are all. */
  readonly branches: readonly string[];
  readonly branchCount: number;
  /** What the orders that wait are worth at the till. */
  readonly amounts: readonly { readonly currency: string; readonly amount: string }[];
  /** The branches' records that a link would cure it by, `maxNamed` at most. */
  readonly records: readonly { readonly branchCode: string; readonly model: MappedModel; readonly remoteId: number }[];
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

/** Where a page of groups goes on: after so many failures, and among equals after this group. */
export interface GroupKey {
  readonly failures: number;
  readonly group: string;
}

/** Branches and records that a group names; a product may be missing in five hundred. */
const maxNamed = 20;

/**
 * Groups of failures, the one with most of them first. What a filter says nothing of is the status: then those that stand are meant. A group that
 * grows or shrinks while the pages are read may come twice or not at all.
 */
export async function listFailureGroups(
  db: Database,
  filter: FailureFilter,
  scope: BranchScope,
  { after, limit }: PageAsk<GroupKey>,
): Promise<Page<FailureGroup, GroupKey>> {
  const condition = shown(filter, scope);
  const counted = await db.execute<{ group: string; failures: number }>(sql`
    select cause as "group", count(*)::int as failures from ${failures} where ${condition} group by cause
    ${after === null ? sql`` : sql`having (-count(*), cause) > (${-after.failures}, ${after.group})`}
    order by count(*) desc, cause limit ${limit + 1}`);
  const page = toPage([...counted], limit, (row): GroupKey => ({ failures: row.failures, group: row.group }));
  const described = await describeGroups(
    db,
    condition,
    page.rows.map(({ group }) => group),
  );
  // In one moment a group may be cured between the two questions.
  return { rows: page.rows.flatMap(({ group }) => described.get(group) ?? []), next: page.next };
}

/** What of a group stands; undefined where nothing does. */
export async function findFailureGroup(db: Database, group: string, scope: BranchScope): Promise<FailureGroup | undefined> {
  return (await describeGroups(db, shown({}, scope), [group])).get(group);
}

function shown(filter: FailureFilter, scope: BranchScope): SQL | undefined {
  return and(
    isWithin(failures.branchId, scope),
    matchesFilter(filter),
    filter.status === undefined ? inArray(failures.status, ['open', 'retrying']) : undefined,
  );
}

type GroupRow = Omit<FailureGroup, 'firstSeenAt' | 'lastSeenAt'> & { readonly firstSeenAt: string; readonly lastSeenAt: string };

async function describeGroups(
  db: Database,
  condition: SQL | undefined,
  causes: readonly string[],
): Promise<Map<string, FailureGroup>> {
  if (causes.length === 0) return new Map();
  const rows = await db.execute<GroupRow & Record<string, unknown>>(sql`
    with member as materialized (
      select ${failures.cause}, ${failures.id}, ${failures.branchId}, ${failures.orderId}, ${failures.causeModel}, ${failures.causeRemoteId},
        ${failures.firstSeenAt}, ${failures.lastSeenAt}
      from ${failures} where ${and(condition, inArray(failures.cause, [...causes]))}),
    of_all as (
      select cause, count(*)::int as failures, count(distinct order_id)::int as orders, min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at, max(id::text) as newest
      from member group by cause),
    of_branch as (
      select cause, json_agg(code order by place) filter (where place <= ${maxNamed}) as branches, count(*)::int as branch_count
      from (select cause, code, row_number() over (partition by cause order by count(*) desc, code) as place
        from member join ${branches} on ${branches.id} = branch_id group by cause, code) as placed
      group by cause),
    of_record as (
      select cause, json_agg(json_build_object('branchCode', code, 'model', cause_model, 'remoteId', cause_remote_id) order by place) as records
      from (select cause, code, cause_model, cause_remote_id, row_number() over (partition by cause order by code, cause_remote_id) as place
        from (select distinct cause, branch_id, cause_model, cause_remote_id from member where cause_model is not null) as record
        join ${branches} on ${branches.id} = branch_id) as placed
      where place <= ${maxNamed} group by cause),
    of_currency as (
      select cause, json_agg(json_build_object('currency', currency, 'amount', amount::text) order by amount desc) as amounts
      from (select cause, currency, sum(pos_total) as amount
        from (select distinct cause, order_id from member) as waiting join ${orders} on ${orders.id} = order_id
        group by cause, currency) as sums
      group by cause)
    select of_all.cause as "group", newest.code, newest.class, newest.title, newest.fix, of_all.failures, of_all.orders,
      of_branch.branches, of_branch.branch_count as "branchCount", coalesce(of_currency.amounts, '[]') as amounts,
      coalesce(of_record.records, '[]') as records,
      ${instant(sql`of_all.first_seen_at`)} as "firstSeenAt", ${instant(sql`of_all.last_seen_at`)} as "lastSeenAt"
    from of_all join ${failures} as newest on newest.id = of_all.newest::uuid join of_branch on of_branch.cause = of_all.cause
      left join of_record on of_record.cause = of_all.cause left join of_currency on of_currency.cause = of_all.cause`);
  return new Map(
    [...rows].map(({ firstSeenAt, lastSeenAt, ...row }) => [
      row.group,
      { ...row, firstSeenAt: new Date(firstSeenAt), lastSeenAt: new Date(lastSeenAt) },
    ]),
  );
}
