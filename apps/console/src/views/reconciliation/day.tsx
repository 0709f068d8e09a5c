import type { ReconcileFinding } from '@branch-sync/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useIdentity } from '../../api/identity.ts';
import { overviewQuery } from '../../api/overview.ts';
import { dayQuery } from '../../api/reconciliation.ts';
import { ProblemError } from '../../api/request.ts';
import { useNow } from '../../live/now.ts';
import { Answer } from '../../ui/answer.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { State } from '../../ui/state.tsx';
import { Books } from './books.tsx';
import { DayActs } from './day-acts.tsx';
import { DaySteps } from './day-steps.tsx';
import { dayAfter, dayName, dayOf, isDay } from './days.ts';
import { Findings } from './findings.tsx';
import { type Followed, FollowedRuns } from './followed-runs.tsx';
import { NotCompared } from './not-compared.tsx';
import { dayStatuses, findingKinds } from './words.ts';

const route = getRouteApi('/reconciliation/$code/$day');

/** One day of a branch: what its three books say, and which orders they do not agree on. */
export function ReconciledDayView() {
  const { code, day } = route.useParams();
  const kind = kindIn(route.useSearch({ select: (search) => search.kind }));
  const { may } = useIdentity();
  // Branches ahead of the viewer have begun the next day.
  const tomorrow = dayAfter(dayOf(useNow()), 1);
  const isToCome = isDay(day) && day > tomorrow;
  const found = useInfiniteQuery(dayQuery(code, day, kind));
  const { data: branch } = useQuery({ ...overviewQuery, select: ({ branches }) => branches.find((one) => one.code === code) });
  const [followed, setFollowed] = useState<Followed | null>(null);
  const first = found.data?.pages[0];
  const title = `${branch?.name ?? code}, ${isDay(day) ? dayName(day) : day}`;
  const isMissing =
    first === undefined && found.error instanceof ProblemError && found.error.problem.code === 'reconciliation.not_found';

  return (
    <Page
      title={title}
      mark={first === undefined ? undefined : <State of={dayStatuses[first.status]} />}
      note={
        first === undefined ? undefined : (
          <>
            Compared <Moment at={first.reconciledAt} timezone={branch?.timezone} />
            {first.runId === null ? null : (
              <>
                {' by '}
                <Link to="/runs/$id" params={{ id: first.runId }}>
                  this run
                </Link>
              </>
            )}
            . The day is the branch’s own{branch === undefined ? '' : `, ${branch.timezone}`}.
          </>
        )
      }
      actions={
        may('operator') && !isToCome ? <DayActs code={code} day={day} status={first?.status} onAsked={setFollowed} /> : undefined
      }
    >
      <div>
        <DaySteps code={code} day={day} />
        <output>{followed === null ? null : <FollowedRuns of={followed} onClose={() => setFollowed(null)} />}</output>
      </div>
      {isMissing ? (
        <NotCompared isToCome={isToCome} />
      ) : (
        <Answer of={found}>
          {({ pages }) => {
            const [newest] = pages;
            return newest === undefined ? null : (
              <>
                <Findings code={code} kind={kind} of={found} count={newest.findingCount} />
                <Books figures={newest.figures} />
              </>
            );
          }}
        </Answer>
      )}
    </Page>
  );
}

function kindIn(text: string | undefined): ReconcileFinding['kind'] | undefined {
  const kinds = Object.keys(findingKinds) as ReconcileFinding['kind'][];
  return kinds.find((kind) => kind === text);
}
