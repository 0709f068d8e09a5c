import { describeFailure } from '../failures/catalogue.ts';
import { loadRecords, type Refusal } from './load-records.ts';
import { branchInWords, orderInWords } from './order-words.ts';
import type { ReceiveContext } from './receive-context.ts';
import type { OrderProblem, ResolvedOrder } from './resolved-order.ts';
import { toLoadTable } from './to-sale-order.ts';

/** What `load` made of a batch: ids of the orders that are in central now, and why the others are not. */
export interface LoadOutcome {
  readonly loaded: readonly { readonly resolved: ResolvedOrder; readonly centralId: number }[];
  readonly refused: readonly { readonly resolved: ResolvedOrder; readonly problem: OrderProblem }[];
}

/** What of a run's context loading orders needs. */
type OrdersContext = Pick<ReceiveContext, 'centralDialect' | 'writers' | 'random' | 'signal'> & {
  readonly branch: Pick<ReceiveContext['branch'], 'code' | 'name' | 'warehouseId' | 'pricelistId' | 'companyId'>;
  readonly centralClient: Pick<ReceiveContext['centralClient'], 'load' | 'connection'>;
};

/** Steps 5 and 6: loads a batch of orders, create-only (`loadRecords`). Throws `OdooError` where Odoo itself is in trouble. */
export async function loadOrders(context: OrdersContext, batch: readonly ResolvedOrder[]): Promise<LoadOutcome> {
  const { branch, centralDialect } = context;
  const { loaded, refused } = await loadRecords({ ...context, companyId: branch.companyId }, 'sale.order', batch, (part) =>
    toLoadTable(part, { ...branch, branchCode: branch.code }, centralDialect),
  );
  return {
    loaded: loaded.map(({ item, centralId }) => ({ resolved: item, centralId })),
    refused: refused.map(({ item, refusal }) => ({ resolved: item, problem: problemOf(context, item, refusal) })),
  };
}

const codeOfField = {
  partner_id: 'customer.gone',
  user_id: 'salesperson.gone',
  warehouse_id: 'warehouse.gone',
  pricelist_id: 'pricelist.gone',
  company_id: 'company.gone',
} as const;

function problemOf({ branch }: OrdersContext, { order }: ResolvedOrder, { text, field }: Refusal): OrderProblem {
  const detail = firstLine(text);
  const isGone = /No matching record found/i.test(text);
  const code =
    isGone && field !== null && field in codeOfField ? codeOfField[field as keyof typeof codeOfField] : 'order.rejected';
  const values = { order: orderInWords(order), branch: branchInWords(branch), detail };
  return { ...describeFailure(code, values), fingerprint: `${code} ${detail}` };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.trim() ?? '';
}
