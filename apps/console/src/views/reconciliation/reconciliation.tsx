import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { mapQuery } from '../../api/reconciliation.ts';
import { useNow } from '../../live/now.ts';
import { List } from '../../ui/list.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { DayMap } from './day-map.tsx';
import { dayAfter, dayOf, daysUpTo, isDay } from './days.ts';
import { Legend } from './legend.tsx';
import { MapFilters } from './map-filters.tsx';

const route = getRouteApi('/reconciliation');
/** Five weeks: a weekday stands under itself, and a month's end beside its beginning. */
const shownDays = 35;

/** Which days of which branches agree, as a map; each leads to what its books say. */
export function ReconciliationView() {
  const { branch, status, to } = route.useSearch();
  const today = dayOf(useNow());
  const last = to !== undefined && isDay(to) ? to : today;
  const days = useMemo(() => daysUpTo(last, shownDays), [last]);
  const map = useInfiniteQuery(mapQuery({ from: dayAfter(last, 1 - shownDays), to: last, branch, status }));
  return (
    <Page
      title="Reconciliation"
      note="What each branch sold, what came in and what central has, compared by day of the branch’s own calendar."
    >
      <MapFilters last={last} today={today} shownDays={shownDays} />
      <Card title="Days" note={<Legend />} isFlush>
        <List of={map} empty={<Nothing isNarrowed={branch !== undefined || status !== undefined} />}>
          {(branches) => <DayMap days={days} branches={branches} />}
        </List>
      </Card>
    </Page>
  );
}

function Nothing({ isNarrowed }: { readonly isNarrowed: boolean }) {
  return (
    <p>
      {isNarrowed
        ? 'No branch has such a day in these five weeks. Clear the filters, or look at earlier days.'
        : 'There is no branch yet. Each is compared every night, once it is there.'}
    </p>
  );
}
