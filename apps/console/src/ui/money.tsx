import { moneyText } from '../format/money.ts';

/** An amount with its currency, for the right-hand side of a column. */
export function Money({ amount, currency }: { readonly amount: string | null; readonly currency: string | null }) {
  return <span className="number">{amount === null ? '–' : moneyText(amount, currency)}</span>;
}

interface AmountsProps {
  readonly of: readonly { readonly currency: string; readonly amount: string }[];
  readonly none?: string;
}

/** Amounts of several currencies, which are never added up. */
export function Amounts({ of: amounts, none = '–' }: AmountsProps) {
  if (amounts.length === 0) return <span className="number">{none}</span>;
  return <span className="number">{amounts.map(({ amount, currency }) => moneyText(amount, currency)).join(' · ')}</span>;
}
