import { linksOf, ordersByRemoteId, salespeopleOf } from '@branch-sync/db';
import { describeFailure } from '../failures/catalogue.ts';
import type { Catalogues } from './catalogues.ts';
import { externalIdOf } from './external-id.ts';
import { branchInWords, orderInWords } from './order-words.ts';
import type { PosLine, PosOrder } from './pos-order.ts';
import type { ResolveContext } from './receive-context.ts';
import type { CentralProduct } from './resolve-products.ts';
import type { OrderProblem, Resolution, ResolvedLine } from './resolved-order.ts';

/** What the orders of a batch are resolved with, all of it read set-wise. */
interface Lookups extends Catalogues {
  readonly salespeople: ReadonlyMap<number, number>;
  readonly units: ReadonlyMap<number, number>;
  readonly refunded: Awaited<ReturnType<typeof ordersByRemoteId>>;
}

/**
 * Step 4: finds central's ids for everything an order names, with catalogues that know the page's products and taxes. What
 * cannot be found is that order's own failure; its neighbours go on.
 */
export async function resolveOrders(
  context: ResolveContext,
  catalogues: Catalogues,
  orders: readonly PosOrder[],
): Promise<Resolution[]> {
  const { db, branch } = context;
  const lines = orders.flatMap((order) => order.lines);
  const [salespeople, units, refunded] = await Promise.all([
    salespeopleOf(db, branch.id),
    linksOf(db, branch.id, 'uom.uom', distinct(lines.map((line) => line.unit?.id))),
    ordersByRemoteId(db, branch.id, distinct(orders.flatMap((order) => order.refundedOrders.map(({ id }) => id)))),
  ]);
  const lookups = { ...catalogues, salespeople, units, refunded };
  catalogues.unmappedCashiers.note(orders, salespeople);
  return orders.map((order) => resolveOrder(context, lookups, order));
}

function resolveOrder(context: ResolveContext, lookups: Lookups, order: PosOrder): Resolution {
  const { branch } = context;
  const problems: OrderProblem[] = order.hasUnreadableLine ? [unreadable(context, order)] : [];
  const lines: ResolvedLine[] = [];
  for (const line of order.lines) {
    const resolved = resolveLine(context, lookups, line, order);
    if ('problems' in resolved) problems.push(...resolved.problems);
    else lines.push(resolved.line);
  }
  if (problems.length > 0) return { kind: 'failed', order, problems: distinctProblems(problems) };
  return {
    kind: 'resolved',
    resolved: {
      order,
      externalId: externalIdOf(order, branch.code),
      customer: lookups.customers.resolve(order),
      salespersonId: lookups.salespeople.get(order.cashier?.id ?? 0) ?? branch.defaultSalespersonId,
      refundOf: order.refundedOrders.map((original) => refundedInWords(original, lookups)),
      lines,
    },
  };
}

function unreadable({ branch }: ResolveContext, order: PosOrder): OrderProblem {
  const words = { order: orderInWords(order), branch: branchInWords(branch), detail: 'one of its lines has no product.' };
  const description = describeFailure('order.unreadable', words);
  return { ...description, fingerprint: 'a line without a product', causeRecord: null, technical: null };
}

function resolveLine(
  context: ResolveContext,
  lookups: Lookups,
  line: PosLine,
  order: PosOrder,
): { readonly line: ResolvedLine } | { readonly problems: readonly OrderProblem[] } {
  const product = lookups.products.resolve(line, order);
  const taxes = lookups.taxes.resolve(line, order);
  const problems = [
    ...('problem' in product ? [product.problem] : problemsOfProduct(context, lookups, product.product, line, order)),
    ...('problems' in taxes ? taxes.problems : []),
  ];
  if ('problem' in product || 'problems' in taxes || problems.length > 0) return { problems };
  return { line: { line, productId: product.product.id, ...taxes.taxes } };
}

function problemsOfProduct(
  { branch }: ResolveContext,
  lookups: Lookups,
  product: CentralProduct,
  line: PosLine,
  order: PosOrder,
): OrderProblem[] {
  const words = { order: orderInWords(order), branch: branchInWords(branch) };
  const problems: OrderProblem[] = [];
  const linkedUnit = lookups.units.get(line.unit?.id ?? 0);
  const sameUnit =
    line.unit === null ||
    product.unitId === null ||
    linkedUnit === product.unitId ||
    sameName(line.unit.name, product.unitName ?? '');
  if (!sameUnit) {
    const units = { branchUnit: line.unit?.name ?? '', centralUnit: product.unitName ?? '' };
    problems.push({
      ...describeFailure('unit.differs', { ...words, ...units, product: line.product.name }),
      fingerprint: `unit of ${line.product.name}: ${units.branchUnit} / ${units.centralUnit}`,
      causeRecord: line.unit && { model: 'uom.uom', remoteId: line.unit.id },
      technical: null,
    });
  }
  const centralCurrency = lookups.currency.name ?? product.currency;
  if (centralCurrency !== null && centralCurrency !== order.currency.name) {
    const currencies = { branchCurrency: order.currency.name, centralCurrency };
    problems.push({
      ...describeFailure('currency.differs', { ...words, ...currencies }),
      // Each branch has a pricelist of its own to be chosen.
      fingerprint: `currency of ${branch.code}: ${order.currency.name} / ${centralCurrency}`,
      causeRecord: null,
      technical: null,
    });
  }
  return problems;
}

function refundedInWords(original: { readonly id: number; readonly name: string | null }, lookups: Lookups): string {
  const known = lookups.refunded.get(original.id);
  const name = original.name ?? known?.posReference ?? `POS order #${original.id}`;
  return known?.centralName ? `${name} (Sales Order ${known.centralName})` : name;
}

function distinct(ids: readonly (number | undefined)[]): number[] {
  return [...new Set(ids.filter((id) => id !== undefined))];
}

function distinctProblems(problems: readonly OrderProblem[]): OrderProblem[] {
  return [...new Map(problems.map((problem) => [`${problem.code} ${problem.fingerprint}`, problem])).values()];
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
