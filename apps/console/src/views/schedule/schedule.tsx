import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { timelineQuery } from '../../api/schedule.ts';
import { useNow } from '../../live/now.ts';
import { Answer } from '../../ui/answer.tsx';
import { Page } from '../../ui/page.tsx';
import { Load } from './load.tsx';
import { ScheduleFilters } from './schedule-filters.tsx';
import { type Span, spanOf } from './span.ts';
import { byBranch, narrowed } from './timeline.ts';
import { Timeline } from './timeline-card.tsx';

const route = getRouteApi('/schedule');

/** When every branch is synced next, beside each other: how well they are staggered, and what central has to bear. */
export function ScheduleView() {
  const { hours = 6, kind, q } = route.useSearch();
  const now = useNow();
  const { fromMs, toMs } = spanOf(hours, now);
  const schedule = useQuery({
    ...timelineQuery(new Date(fromMs).toISOString(), new Date(toMs).toISOString()),
    // As time goes by the stretch is a later one: what is shown stays until it is there.
    placeholderData: keepPreviousData,
    select: byBranch,
  });
  const span = useMemo(() => spanOf(hours, fromMs), [hours, fromMs]);
  return (
    <Page title="Schedule" note="When runs begin, by branch, as they are planned now. What is asked for by hand comes on top.">
      <ScheduleFilters />
      <Answer
        of={schedule}
        isEmpty={(branches) => branches.length === 0}
        empty={<p>There is no branch yet, and so nothing that is planned.</p>}
      >
        {(branches) => <Planned branches={branches} span={span} now={now} wanted={{ kind, q }} />}
      </Answer>
    </Page>
  );
}

interface PlannedProps {
  readonly branches: Parameters<typeof narrowed>[0];
  readonly span: Span;
  readonly now: number;
  readonly wanted: Parameters<typeof narrowed>[1];
}

function Planned({ branches, span, now, wanted: { kind, q } }: PlannedProps) {
  const shown = useMemo(() => narrowed(branches, { kind, q }), [branches, kind, q]);
  return (
    <>
      <Load branches={shown} span={span} now={now} isNarrowed={kind !== undefined || q !== undefined} />
      <Timeline branches={shown} span={span} now={now} />
    </>
  );
}
