import { type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { failures } from '../schema/failures.ts';
import {
  type LinkedRecordState,
  type LinkSource,
  linkSources,
  links,
  type MappedModel,
  type RecordKeys,
  remoteRecords,
  salespeople,
} from '../schema/mappings.ts';
import { orders } from '../schema/orders.ts';
import { type Page, type PageAsk, toPage } from './page.ts';
import { partOf } from './part-of.ts';
import type { Branch } from './run-lifecycle.ts';

/**
 * How a branch's record stands to central. A link's state is how it came about, or `stale` once central's record was archived or deleted.
 * Without a link: `missing`, somebody should map it; `default`, its orders go to the branch's default customer or salesperson; `unneeded`,
 * nothing waits for it (units of the same name are the same, payment methods are not carried over).
 */
export const mappingStates = [...linkSources, 'stale', 'missing', 'default', 'unneeded'] as const;
export type MappingState = (typeof mappingStates)[number];

/** Money of one currency; `amount` is a decimal string. */
export interface CurrencyAmount {
  readonly currency: string;
  readonly amount: string;
}

/** The orders that did not come in for want of something, and what they sum up to. */
export interface WaitingOrders {
  readonly orders: number;
  readonly amounts: readonly CurrencyAmount[];
}

/** A branch's record, by Odoo's name of its model and its id there. */
export interface MappingKey {
  readonly model: MappedModel;
  readonly remoteId: number;
}

/** A branch's record and the one of central that it is, as far as both are known. */
export interface Mapping extends MappingKey {
  readonly branchCode: string;
  readonly remoteName: string | null;
  readonly keys: RecordKeys;
  readonly centralId: number | null;
  readonly centralName: string | null;
  readonly centralState: LinkedRecordState | null;
  readonly state: MappingState;
  readonly source: LinkSource | null;
  readonly updatedAt: Date | null;
  readonly checkedAt: Date | null;
  readonly waiting: WaitingOrders;
}

export interface MappingFilter {
  readonly model?: MappedModel | undefined;
  readonly state?: MappingState | undefined;
  /** With a link, or without one. */
  readonly isLinked?: boolean | undefined;
  /** Part of either name, or the id of either record. */
  readonly q?: string | undefined;
  /** These records alone. */
  readonly among?: readonly MappingKey[] | undefined;
}

/** How many records of a model are in a state, and the orders that wait for them. */
export interface MappingCount {
  readonly model: MappedModel;
  readonly state: MappingState;
  readonly records: number;
}

type Reader = Database | Transaction;
type MappedBranch = Pick<Branch, 'id' | 'code' | 'customerRule'>;

/** Everything of a branch that is mapped, or that its orders have named, by model and remote id. */
export async function listMappings(
  db: Reader,
  branch: MappedBranch,
  filter: MappingFilter,
  ask: PageAsk<MappingKey>,
): Promise<Page<Mapping, MappingKey>> {
  const found = await db.execute<MappingRow>(sql`
    with ${waitingFor(branch.id)}, ${mappingsOf(branch)}
    select * from mappings where ${allOf([...conditionsOf(filter), afterKey(ask.after)])}
    order by model, remote_id limit ${ask.limit + 1}`);
  return toPage(
    found.map((row) => toMapping(branch, row)),
    ask.limit,
    ({ model, remoteId }) => ({ model, remoteId }),
  );
}

/** How many records of a branch are in each state, model by model. */
export async function countMappings(db: Reader, branch: MappedBranch): Promise<MappingCount[]> {
  return db.execute<MappingCount & Record<string, unknown>>(sql`
    with ${waitingFor(branch.id)}, ${mappingsOf(branch)}
    select model, state, count(*)::integer as records from mappings group by model, state order by model, state`);
}

/** The orders of a branch that wait for a record of a model to be mapped, each order once. */
export async function countWaiting(db: Reader, branchId: string): Promise<(WaitingOrders & { readonly model: MappedModel })[]> {
  return db.execute<WaitingOrders & { model: MappedModel } & Record<string, unknown>>(sql`
    select model, sum(orders)::integer as orders, ${amountsAs} as amounts
    from (
      select cause.model, o.currency, count(*) as orders, sum(o.pos_total) as amount
      from (select distinct cause_model as model, order_id from ${failures} where ${standsForRecord(branchId)}) cause
      join ${orders} o on o.id = cause.order_id
      group by cause.model, o.currency
    ) by_currency
    group by model order by model`);
}

interface MappingRow extends Record<string, unknown> {
  readonly model: MappedModel;
  readonly remote_id: number;
  readonly remote_name: string | null;
  readonly keys: RecordKeys | null;
  readonly central_id: number | null;
  readonly central_name: string | null;
  readonly central_state: LinkedRecordState | null;
  readonly state: MappingState;
  readonly source: LinkSource | null;
  readonly updated_at: string | null;
  readonly checked_at: string | null;
  readonly waiting_orders: number | null;
  readonly waiting_amounts: readonly CurrencyAmount[] | null;
}

function toMapping({ code }: MappedBranch, row: MappingRow): Mapping {
  return {
    branchCode: code,
    model: row.model,
    remoteId: row.remote_id,
    remoteName: row.remote_name,
    keys: row.keys ?? {},
    centralId: row.central_id,
    centralName: row.central_name,
    centralState: row.central_state,
    state: row.state,
    source: row.source,
    updatedAt: row.updated_at === null ? null : new Date(row.updated_at),
    checkedAt: row.checked_at === null ? null : new Date(row.checked_at),
    waiting: { orders: row.waiting_orders ?? 0, amounts: row.waiting_amounts ?? [] },
  };
}

/** Of rows with `currency` and `amount`, as `CurrencyAmount[]`; null where there are none. */
export const amountsAs = sql`jsonb_agg(jsonb_build_object('currency', currency, 'amount', amount::text) order by currency)`;

/** Failures of orders that stand, and that a link of a record would cure. */
function standsForRecord(branchId: string): SQL {
  return sql`branch_id = ${branchId} and status in ('open', 'retrying') and cause_model is not null and order_id is not null`;
}

/** The common table `waiting (model, remote_id, orders, amounts)`: a record, and the orders that wait for it, each once. */
function waitingFor(branchId: string): SQL {
  return sql`waiting as (
    select model, remote_id, sum(orders)::integer as orders, ${amountsAs} as amounts
    from (
      select cause.model, cause.remote_id, o.currency, count(*) as orders, sum(o.pos_total) as amount
      from (
        select distinct cause_model as model, cause_remote_id as remote_id, order_id
        from ${failures} where ${standsForRecord(branchId)}
      ) cause
      join ${orders} o on o.id = cause.order_id
      group by cause.model, cause.remote_id, o.currency
    ) by_currency
    group by model, remote_id
  )`;
}

/** The common table `mappings`: what is linked and what orders have named or wait for, each record once; needs `waiting`. */
function mappingsOf({ id, customerRule }: MappedBranch): SQL {
  // Where the rule looks for customers in central, one without a link was looked for in vain.
  const customerState = customerRule === 'default' ? sql`'default'` : sql`'missing'`;
  return sql`linked as (
      select model, remote_id, central_id, central_name, central_state, source, updated_at, checked_at
      from ${links} where branch_id = ${id}
      union all
      select 'res.users', remote_user_id, central_user_id, central_name, central_state, 'hand', updated_at, checked_at
      from ${salespeople} where branch_id = ${id}
    ), named as (
      select model, remote_id, name, keys from ${remoteRecords} where branch_id = ${id}
    ), mappings as (
      select
        model, remote_id, named.name as remote_name, named.keys,
        central_id, central_name, central_state, source, updated_at, checked_at,
        waiting.orders as waiting_orders, waiting.amounts as waiting_amounts,
        case
          when central_state in ('archived', 'deleted') then 'stale'
          when central_id is not null then source
          when waiting.orders > 0 then 'missing'
          when model = 'res.partner' then ${customerState}
          when model = 'res.users' then 'default'
          when model in ('product.product', 'account.tax') then 'missing'
          else 'unneeded'
        end as state
      from linked full join named using (model, remote_id) full join waiting using (model, remote_id)
    )`;
}

function conditionsOf({ model, state, isLinked, q, among }: MappingFilter): (SQL | undefined)[] {
  return [
    model === undefined ? undefined : sql`model = ${model}`,
    state === undefined ? undefined : sql`state = ${state}`,
    isLinked === undefined ? undefined : isLinked ? sql`central_id is not null` : sql`central_id is null`,
    q === undefined ? undefined : matches(q),
    among === undefined ? undefined : isAmong(among),
  ];
}

function matches(q: string): SQL {
  const part = partOf(q);
  const byName = sql`remote_name ilike ${part} or central_name ilike ${part} or keys ->> 'barcode' = ${q} or keys ->> 'reference' = ${q}`;
  return /^\d{1,9}$/.test(q) ? sql`(${byName} or remote_id = ${Number(q)} or central_id = ${Number(q)})` : sql`(${byName})`;
}

function isAmong(keys: readonly MappingKey[]): SQL {
  const rows = keys.map(({ model, remoteId }) => ({ model, remote_id: remoteId }));
  return sql`(model, remote_id) in (
    select model, remote_id from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as asked (model text, remote_id integer))`;
}

function afterKey(after: MappingKey | null): SQL | undefined {
  return after === null ? undefined : sql`(model, remote_id) > (${after.model}, ${after.remoteId})`;
}

function allOf(conditions: readonly (SQL | undefined)[]): SQL {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? sql`true` : sql.join(given, sql` and `);
}
