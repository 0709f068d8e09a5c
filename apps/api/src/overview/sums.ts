import type { BranchSales } from '@branch-sync/db';
import { sumOfDecimals } from '@branch-sync/sync';
import type { Sales } from './branch-row.ts';

/** Nothing was sold. */
export const noSales: Sales = { orders: 0, amounts: [] };

/** Sales by branch; of one that has sold nothing there is none. */
export function salesByBranch(rows: readonly BranchSales[]): Map<string, Sales> {
  const byBranch = new Map<string, { orders: number; amounts: Sales['amounts'] }>();
  for (const { branchId, currency, orders, amount } of rows) {
    const sales = byBranch.get(branchId) ?? { orders: 0, amounts: [] };
    sales.orders += orders;
    sales.amounts.push({ currency, amount });
    byBranch.set(branchId, sales);
  }
  for (const { amounts } of byBranch.values()) amounts.sort(byCurrency);
  return byBranch;
}

/** All sales together, by currency. */
export function sumOfSales(sales: readonly Sales[]): Sales {
  const byCurrencies = new Map<string, string[]>();
  for (const { currency, amount } of sales.flatMap(({ amounts }) => amounts)) {
    const amounts = byCurrencies.get(currency);
    if (amounts === undefined) byCurrencies.set(currency, [amount]);
    else amounts.push(amount);
  }
  return {
    orders: sales.reduce((sum, { orders }) => sum + orders, 0),
    amounts: [...byCurrencies].map(([currency, amounts]) => ({ currency, amount: sumOfDecimals(amounts) })).sort(byCurrency),
  };
}

function byCurrency(one: { readonly currency: string }, other: { readonly currency: string }): number {
  return one.currency < other.currency ? -1 : 1;
}
