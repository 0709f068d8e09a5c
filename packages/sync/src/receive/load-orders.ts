import { intoCentral } from '../loading/into-central.ts';
import { type LoadTarget, loadRecords } from '../loading/load-records.ts';
import type { ReceiveContext } from './receive-context.ts';
import { problemOfRefusal, type RefusedBranch } from './refused-order.ts';
import type { OrderProblem, ResolvedOrder } from './resolved-order.ts';
import { type SentRows, toLoadTable } from './to-sale-order.ts';

/** What `load` made of a batch: ids of the orders that are in central now, and why the others are not. */
export interface LoadOutcome {
  readonly loaded: readonly { readonly resolved: ResolvedOrder; readonly centralId: number }[];
  readonly refused: readonly RefusedOrder[];
}

interface RefusedOrder {
  readonly resolved: ResolvedOrder;
  readonly problem: OrderProblem;
  readonly sent: SentRows;
  /** Of a record that a line was resolved to central says that it is not there. */
  readonly isMissingRecord: boolean;
}

/** What of a run's context loading orders needs. */
type OrdersContext = Pick<ReceiveContext, 'centralDialect' | 'random' | 'signal'> & {
  readonly writers: Pick<ReceiveContext['writers'], 'write'>;
  readonly branch: RefusedBranch;
  readonly centralClient: Pick<ReceiveContext['centralClient'], 'load' | 'connection'>;
};

/** Steps 5 and 6: loads a batch of orders, create-only (`loadRecords`). Throws `OdooError` where Odoo itself is in trouble. */
export async function loadOrders(context: OrdersContext, batch: readonly ResolvedOrder[]): Promise<LoadOutcome> {
  const { branch, centralDialect, centralClient } = context;
  const tableOf = (part: readonly ResolvedOrder[]) => toLoadTable(part, { ...branch, branchCode: branch.code }, centralDialect);
  const { host } = new URL(centralClient.connection.url);
  const { writers, signal } = context;
  const target: LoadTarget = {
    ...intoCentral(context, branch.companyId),
    // What central takes for orders makes the fleet's pace.
    write: (call, { records: orders, rows: lines }) => writers.write(call, signal, ({ ok }) => (ok ? { orders, lines } : null)),
  };
  const { loaded, refused } = await loadRecords(target, 'sale.order', batch, tableOf);
  return {
    loaded: loaded.map(({ item, id }) => ({ resolved: item, centralId: id })),
    refused: refused.map(({ item, refusal }) => {
      const { fields, rows } = tableOf([item]);
      const problem = problemOfRefusal(branch, item, { ...refusal, host });
      // What the order's head names (customer, warehouse, ...) has a code of its own.
      const isMissingRecord = problem.code === 'order.rejected' && /No matching record found/i.test(refusal.text);
      return { resolved: item, problem, sent: { fields, rows }, isMissingRecord };
    }),
  };
}
