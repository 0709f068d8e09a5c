import type { Overview } from '@branch-sync/contract';
import { Link } from '@tanstack/react-router';
import { countOf, countText } from '../../format/money.ts';
import { Amounts } from '../../ui/money.tsx';
import { Card } from '../../ui/page.tsx';
import { SalesToday } from './sales-today.tsx';
import { StateLinks } from './state-links.tsx';
import classes from './totals.module.css';

/** How everything stands, in a row of numbers that lead on. */
export function Totals({ of: { totals, branches, runs, workers } }: { readonly of: Overview }) {
  const { failures, waiting } = totals.failures;
  return (
    <div className={classes['totals']}>
      <Card title="By state">
        <StateLinks states={totals.states} count={branches.length} />
      </Card>
      <Card title="Sold today">
        <SalesToday today={totals.today} weekBefore={totals.weekBefore} />
      </Card>
      <Card title="Failures">
        <Link to="/failures" className={classes['big']} data-tone={failures > 0 ? 'bad' : undefined}>
          {countText(failures)} <small>open</small>
        </Link>
        {waiting.orders === 0 ? (
          <p className={classes['line']}>No order waits for a cure.</p>
        ) : (
          <p className={classes['line']}>
            {countOf(waiting.orders, 'order')} {waiting.orders === 1 ? 'waits' : 'wait'}: <Amounts of={waiting.amounts} />
          </p>
        )}
      </Card>
      <Card title="Runs">
        <Link to="/runs" search={{ status: 'running' }} className={classes['big']}>
          {countText(runs.running)} <small>under way</small>
        </Link>
        <p className={classes['line']}>
          <Link to="/runs" search={{ status: 'queued' }}>
            {countText(runs.queued)} queued
          </Link>
          {' · '}
          <Link to="/settings/workers">
            {countOf(workers.running, 'worker')}, {countText(workers.busy)} of {countOf(workers.places, 'place')} taken
          </Link>
        </p>
        {workers.silent === 0 ? null : (
          <p className={classes['line']} data-tone="warn">
            {countOf(workers.silent, 'worker')} not heard of for half a minute
          </p>
        )}
      </Card>
    </div>
  );
}
