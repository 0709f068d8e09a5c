import type { Branch } from '@branch-sync/db';
import { moneyInWords } from '../money.ts';
import type { PosOrderHead } from './pos-order.ts';

/** An order in the shop's words: `Shop - 000021 (260-1-000021) of 2026-11-20, 12.50 USD`. */
export function orderInWords(order: PosOrderHead): string {
  return `${order.name} (${order.posReference}) of ${order.dateOrder.slice(0, 10)}, ${moneyInWords(order.amountTotal, order.currency.name)}`;
}

/** A branch in words: `B1 “Harbour”`. */
export function branchInWords(branch: Pick<Branch, 'code' | 'name'>): string {
  return `${branch.code} “${branch.name}”`;
}
