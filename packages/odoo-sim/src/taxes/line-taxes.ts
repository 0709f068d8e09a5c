import { roundHalfUp } from './rounding.ts';
import type { RoundingMethod, Tax, TaxableLine } from './tax.ts';

/** A line's base without taxes and what each of its taxes adds; exact when taxes are rounded globally, else in cents. */
export interface LineTaxes {
  readonly untaxed: number;
  readonly taxes: readonly { readonly tax: Tax; readonly amount: number }[];
}

const CENTS = 2;

/**
 * The taxes of one line, as `account.tax` computes them: taxes are sorted by sequence; fixed ones depend on the quantity
 * alone; those included in the price are taken out of it, those of one batch with one factor; the others are added on what is left.
 */
export function lineTaxes(line: TaxableLine, method: RoundingMethod): LineTaxes {
  const round = method === 'round_per_line' ? (amount: number) => roundHalfUp(amount, CENTS) : (amount: number) => amount;
  const priceUnit = line.priceUnit * (1 - line.discount / 100);
  const gross = round(line.quantity * priceUnit);
  const sign = priceUnit < 0 ? -1 : 1;
  const sorted = line.taxes.length > 1 ? [...line.taxes].sort((a, b) => a.sequence - b.sequence || a.id - b.id) : line.taxes;
  const amounts = new Map<Tax, number>();

  for (const tax of sorted) if (tax.amountType === 'fixed') amounts.set(tax, round(sign * line.quantity * tax.amount));
  const untaxed = takeOutIncluded(gross, sorted, amounts, round);
  addExcluded(untaxed, sorted, amounts, round);
  return { untaxed, taxes: sorted.map((tax) => ({ tax, amount: amounts.get(tax) ?? 0 })) };
}

/** Walks the included taxes from the last to the first, a batch of equal kind at a time, and gives the price without them. */
function takeOutIncluded(
  gross: number,
  sorted: readonly Tax[],
  amounts: Map<Tax, number>,
  round: (amount: number) => number,
): number {
  let base = gross;
  for (const batch of includedBatches(sorted)) {
    let taken = 0;
    const percent = batch.reduce((sum, tax) => sum + (tax.amountType === 'percent' ? tax.amount : 0), 0) / 100;
    for (const tax of batch) {
      const amount =
        amounts.get(tax) ??
        round(tax.amountType === 'division' ? (base * tax.amount) / 100 : ((base / (1 + percent)) * tax.amount) / 100);
      amounts.set(tax, amount);
      taken += amount;
    }
    base -= taken;
  }
  return base;
}

/** Included taxes of one kind that do not build on each other share a batch; the last batch comes first. */
function includedBatches(sorted: readonly Tax[]): Tax[][] {
  const batches: Tax[][] = [];
  for (const tax of sorted) {
    if (!tax.priceIncluded) continue;
    const batch = batches[0];
    const before = batch?.at(-1);
    const together =
      batch !== undefined &&
      before !== undefined &&
      before.amountType === tax.amountType &&
      before.includeBaseAmount === tax.includeBaseAmount &&
      (!tax.includeBaseAmount || !tax.isBaseAffected);
    if (together) batch.push(tax);
    else batches.unshift([tax]);
  }
  return batches;
}

function addExcluded(
  untaxed: number,
  sorted: readonly Tax[],
  amounts: Map<Tax, number>,
  round: (amount: number) => number,
): void {
  let affecting = 0;
  for (const tax of sorted) {
    if (!tax.priceIncluded && !amounts.has(tax)) {
      const base = untaxed + (tax.isBaseAffected ? affecting : 0);
      amounts.set(tax, round(tax.amountType === 'division' ? base / (1 - tax.amount / 100) - base : (base * tax.amount) / 100));
    }
    if (tax.includeBaseAmount) affecting += amounts.get(tax) ?? 0;
  }
}
