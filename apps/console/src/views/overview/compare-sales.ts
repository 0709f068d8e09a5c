import type { OverviewBranch } from '@branch-sync/contract';
import { changeText } from '../../format/money.ts';

type Sales = OverviewBranch['today'];

/** What was sold in a currency, and how that compares with a week before. */
export interface ComparedAmount {
  readonly currency: string;
  readonly amount: string;
  /** Null: nothing in this currency. */
  readonly before: string | null;
  /** `+12%`; null where there is nothing to compare with. */
  readonly change: string | null;
}

/** The amounts of today beside those of the week before, by currency: also of a currency that only one of them has. */
export function comparedAmounts(today: Sales, weekBefore: Sales): readonly ComparedAmount[] {
  const currencies = new Set([...today.amounts, ...weekBefore.amounts].map(({ currency }) => currency));
  return [...currencies].sort().map((currency) => {
    const amount = amountIn(today, currency) ?? '0.00';
    const before = amountIn(weekBefore, currency);
    // Whole percents: what a double loses of an amount does not show in them.
    return { currency, amount, before, change: before === null ? null : changeText(Number(amount), Number(before)) };
  });
}

function amountIn({ amounts }: Sales, wanted: string): string | null {
  return amounts.find(({ currency }) => currency === wanted)?.amount ?? null;
}
