import type { Run } from '@branch-sync/contract';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { listed } from '../../api/ask.ts';
import { isNarrowed } from '../../app/search.ts';
import { dayEnd, dayStart } from '../../format/days.ts';
import { List } from '../../ui/list.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { runColumns } from './run-columns.tsx';
import { RunFilters } from './run-filters.tsx';

const route = getRouteApi('/runs');

/** Every import, push and comparison, the newest first. */
export function RunsView() {
  const { from, to, ...others } = route.useSearch();
  const narrowed = isNarrowed(route.useSearch());
  const runs = useInfiniteQuery({
    ...listed<Run>('runs', '/api/runs', { ...others, from: dayStart(from), to: dayEnd(to) }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title="Runs">
      <RunFilters />
      <Card isFlush>
        <List
          of={runs}
          empty={
            narrowed
              ? 'No run is like that. Widen the filters.'
              : 'Nothing has run yet. Runs begin by schedule, or by hand from a branch’s page.'
          }
        >
          {(items) => <Table label="Runs" columns={runColumns} rows={items} keyOf={({ id }) => id} />}
        </List>
      </Card>
    </Page>
  );
}
