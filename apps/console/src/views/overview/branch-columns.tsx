import type { OverviewBranch } from '@branch-sync/contract';
import { Link } from '@tanstack/react-router';
import { changeText, countText, moneyText } from '../../format/money.ts';
import { durationText } from '../../format/time.ts';
import { branchStates, runKinds, runStatuses } from '../../format/words.ts';
import { Moment } from '../../ui/moment.tsx';
import { State } from '../../ui/state.tsx';
import type { Column } from '../../ui/table.tsx';
import classes from './branches.module.css';
import { comparedAmounts } from './compare-sales.ts';

/** What a row of the overview tells of a branch. */
export const branchColumns: readonly Column<OverviewBranch>[] = [
  { head: 'Branch', isWide: true, cell: (branch) => <Name of={branch} /> },
  { head: 'State', cell: (branch) => <Standing of={branch} /> },
  { head: 'Under way', cell: ({ activeRun }) => <UnderWay run={activeRun} /> },
  { head: 'Last sync', cell: (branch) => <LastSync of={branch} /> },
  { head: 'Next sync', cell: (branch) => <NextSync of={branch} /> },
  { head: 'Lag', isNumber: true, cell: ({ lagSeconds }) => (lagSeconds === null ? '–' : lagText(lagSeconds)) },
  { head: 'Orders today', isNumber: true, cell: (branch) => <OrdersToday of={branch} /> },
  { head: 'Sold today', isNumber: true, cell: (branch) => <SoldToday of={branch} /> },
  { head: 'Failures', isNumber: true, cell: (branch) => <OpenFailures of={branch} /> },
];

interface Of {
  readonly of: OverviewBranch;
}

function Name({ of: { code, name } }: Of) {
  return (
    <span className={`${classes['pair']} ${classes['branch']}`}>
      <Link to="/branches/$code" params={{ code }} className={classes['name']}>
        {name}
      </Link>
      <span className={classes['quiet']}>{code}</span>
    </span>
  );
}

function Standing({ of: { state, since, timezone } }: Of) {
  return (
    <span className={classes['pair']}>
      <State of={branchStates[state]} />
      {since === null ? null : (
        <span className={classes['quiet']}>
          since <Moment at={since} timezone={timezone} as="clock" />
        </span>
      )}
    </span>
  );
}

function UnderWay({ run }: { readonly run: OverviewBranch['activeRun'] }) {
  if (run === null) return <span>–</span>;
  return (
    <Link to="/runs/$id" params={{ id: run.id }} className={classes['pair']}>
      {runKinds[run.kind]}
      <span className={classes['quiet']}>{runStatuses[run.status].word.toLowerCase()}</span>
    </Link>
  );
}

function LastSync({ of: { lastReceive, timezone } }: Of) {
  if (lastReceive === null) return <span>–</span>;
  const { runId, status, finishedAt } = lastReceive;
  return (
    <span className={classes['pair']}>
      <Link to="/runs/$id" params={{ id: runId }}>
        <Moment at={finishedAt} timezone={timezone} />
      </Link>
      {status === 'succeeded' ? null : <span className={classes['quiet']}>{runStatuses[status].word.toLowerCase()}</span>}
    </span>
  );
}

function NextSync({ of: { state, nextTryAt, nextDueAt, timezone } }: Of) {
  if (state !== 'offline' || nextTryAt === null) return <Moment at={nextDueAt} timezone={timezone} />;
  return (
    <span className={classes['pair']}>
      <Moment at={nextTryAt} timezone={timezone} />
      <span className={classes['quiet']}>tried again</span>
    </span>
  );
}

function OrdersToday({ of: { today, weekBefore } }: Of) {
  return (
    <span className={classes['pair']}>
      {countText(today.orders)}
      <Before change={changeText(today.orders, weekBefore.orders)} text={countText(weekBefore.orders)} />
    </span>
  );
}

function SoldToday({ of: { today, weekBefore } }: Of) {
  const amounts = comparedAmounts(today, weekBefore);
  if (amounts.length === 0) return <span>–</span>;
  return (
    <span className={classes['pair']}>
      {amounts.map(({ currency, amount, before, change }) => (
        <span key={currency} className={classes['pair']}>
          {moneyText(amount, currency)}
          {before === null ? null : <Before change={change} text={moneyText(before, currency)} />}
        </span>
      ))}
    </span>
  );
}

function Before({ change, text }: { readonly change: string | null; readonly text: string }) {
  return (
    <span className={classes['quiet']}>
      {change === null ? `${text} before` : `${change} on ${text}`}
      <span className="unseen"> a week ago</span>
    </span>
  );
}

function OpenFailures({ of: { code, name, openFailures } }: Of) {
  if (openFailures === 0) return <span>0</span>;
  return (
    <Link to="/failures" search={{ branch: code }} className={classes['failures']}>
      {countText(openFailures)}
      <span className="unseen"> open failures of {name}</span>
    </Link>
  );
}

/** Hours and minutes do: it is looked at, not measured. */
function lagText(seconds: number): string {
  return durationText(seconds < 60 ? seconds * 1_000 : Math.floor(seconds / 60) * 60_000);
}
