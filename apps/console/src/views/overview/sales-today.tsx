import type { OverviewBranch } from '@branch-sync/contract';
import { changeText, countOf, countText, moneyText } from '../../format/money.ts';
import { comparedAmounts } from './compare-sales.ts';
import classes from './totals.module.css';

type Sales = OverviewBranch['today'];

/** Orders and money of today, and how they compare with the same stretch of the same day a week before. */
export function SalesToday({ today, weekBefore }: { readonly today: Sales; readonly weekBefore: Sales }) {
  const change = changeText(today.orders, weekBefore.orders);
  return (
    <>
      <p className={classes['big']}>
        {countText(today.orders)} <small>{today.orders === 1 ? 'order' : 'orders'}</small>
      </p>
      <ul className={classes['amounts']}>
        {comparedAmounts(today, weekBefore).map(({ currency, amount, before, change: ofAmount }) => (
          <li key={currency}>
            <span className="number">{moneyText(amount, currency)}</span>
            {before === null ? null : (
              <span className={classes['quiet']}>
                {ofAmount === null ? 'against' : `${ofAmount} on`} {moneyText(before, currency)}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className={classes['line']}>
        {weekBefore.orders === 0
          ? 'Nothing was sold by this time a week before.'
          : `${change ?? ''} on ${countOf(weekBefore.orders, 'order')} by this time a week before.`}
      </p>
    </>
  );
}
