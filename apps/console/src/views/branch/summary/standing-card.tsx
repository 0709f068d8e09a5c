import type { OverviewBranch } from '@branch-sync/contract';
import { Link } from '@tanstack/react-router';
import { countText } from '../../../format/money.ts';
import { durationText } from '../../../format/time.ts';
import { branchStates, runKinds, runStatuses } from '../../../format/words.ts';
import { type Fact, Facts } from '../../../ui/facts.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Card } from '../../../ui/page.tsx';
import { State } from '../../../ui/state.tsx';
import { standingText } from './standing-text.ts';

/** How a branch stands now, and what comes next. */
export function StandingCard({ branch }: { readonly branch: OverviewBranch }) {
  return (
    <Card title="How it stands" note={standingText(branch.state)}>
      <Facts of={factsOf(branch)} />
    </Card>
  );
}

function factsOf(branch: OverviewBranch): Fact[] {
  const { state, since, timezone, nextTryAt, nextDueAt, lagSeconds, openFailures, code, activeRun, lastReceive } = branch;
  const moment = (at: string | null, none?: string) => (
    <Moment at={at} timezone={timezone} as="clock" {...(none === undefined ? {} : { none })} />
  );
  return [
    { name: 'State', value: <State of={branchStates[state]} /> },
    ...(since === null ? [] : [{ name: 'Since', value: moment(since) }]),
    { name: 'Last import', value: lastReceive === null ? 'None yet' : <LastReceive of={lastReceive} timezone={timezone} /> },
    state === 'offline'
      ? { name: 'Tried again', value: moment(nextTryAt) }
      : { name: 'Next import', value: moment(nextDueAt, state === 'paused' ? 'Paused' : 'By hand') },
    { name: 'Knows all that is older than', value: lagSeconds === null ? '–' : durationText(lagSeconds * 1_000) },
    { name: 'Under way', value: activeRun === null ? 'Nothing' : <ActiveRun of={activeRun} /> },
    {
      name: 'Open failures',
      value:
        openFailures === 0 ? (
          'None'
        ) : (
          <Link to="/failures" search={{ branch: code }}>
            {countText(openFailures)}
          </Link>
        ),
    },
  ];
}

function LastReceive({ of, timezone }: { readonly of: NonNullable<OverviewBranch['lastReceive']>; readonly timezone: string }) {
  return (
    <>
      <Link to="/runs/$id" params={{ id: of.runId }}>
        <Moment at={of.finishedAt} timezone={timezone} />
      </Link>{' '}
      {of.status === 'succeeded' ? null : <State of={runStatuses[of.status]} />}
    </>
  );
}

function ActiveRun({ of: { id, kind, status } }: { readonly of: NonNullable<OverviewBranch['activeRun']> }) {
  return (
    <Link to="/runs/$id" params={{ id }}>
      {runKinds[kind]}, {runStatuses[status].word.toLowerCase()}
    </Link>
  );
}
