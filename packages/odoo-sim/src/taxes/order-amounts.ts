import { type LineTaxes, lineTaxes } from './line-taxes.ts';
import { roundHalfUp } from './rounding.ts';
import type { Amounts, RoundingMethod, TaxableLine } from './tax.ts';

const CENTS = 2;

/**
 * Totals of a document, as Odoo 19 rounds them. Per line: cents are summed. Globally: each tax is rounded once over all lines;
 * the untaxed amount is the rounded sum of the exact bases, or, where every tax is included in the price, what the rounded
 * taxes leave of the rounded total.
 */
export function orderAmounts(lines: readonly TaxableLine[], method: RoundingMethod): Amounts {
  const computed = lines.map((line) => lineTaxes(line, method));
  const tax = roundHalfUp(sumOf([...taxTotals(computed).values()].map((total) => roundHalfUp(total, CENTS))), CENTS);
  const untaxed = untaxedAmount(computed, tax);
  return { untaxed, tax, total: roundHalfUp(untaxed + tax, CENTS) };
}

/** Amounts of a line by itself (`price_subtotal`, `price_tax`, `price_total`): the base and each tax, rounded one by one. */
export function lineAmounts(line: TaxableLine, method: RoundingMethod): Amounts {
  const computed = lineTaxes(line, method);
  const untaxed = roundHalfUp(computed.untaxed, CENTS);
  const tax = roundHalfUp(sumOf(computed.taxes.map((part) => roundHalfUp(part.amount, CENTS))), CENTS);
  return { untaxed, tax, total: roundHalfUp(untaxed + tax, CENTS) };
}

function untaxedAmount(lines: readonly LineTaxes[], tax: number): number {
  const untaxed = sumOf(lines.map((line) => line.untaxed));
  const isAllIncluded = lines.every((line) => line.taxes.every((part) => part.tax.priceIncluded));
  if (!isAllIncluded) return roundHalfUp(untaxed, CENTS);
  const total = untaxed + sumOf(lines.flatMap((line) => line.taxes.map((part) => part.amount)));
  return roundHalfUp(roundHalfUp(total, CENTS) - tax, CENTS);
}

/** The exact total of each tax over all lines, by the tax's id. */
function taxTotals(lines: readonly LineTaxes[]): Map<number, number> {
  const totals = new Map<number, number>();
  for (const line of lines) {
    for (const { tax, amount } of line.taxes) totals.set(tax.id, (totals.get(tax.id) ?? 0) + amount);
  }
  return totals;
}

function sumOf(amounts: readonly number[]): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}
