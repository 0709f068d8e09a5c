import { SegmentedControl } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { given } from '../../app/search.ts';
import { runKinds } from '../../format/words.ts';
import { Choice, optionsOf } from '../../ui/choice.tsx';
import { Filters } from '../../ui/filters.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import type { Hours } from './span.ts';

const route = getRouteApi('/schedule');

const spans: readonly { readonly hours: Hours; readonly label: string }[] = [
  { hours: 1, label: '1 hour' },
  { hours: 6, label: '6 hours' },
  { hours: 24, label: '24 hours' },
];

/** How far the view looks, and at what; it stands in the address. */
export function ScheduleFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: { readonly [Name in keyof typeof search]?: (typeof search)[Name] | undefined }) =>
    void navigate({ search: given({ ...search, ...change }), replace: true });
  return (
    <Filters>
      <SegmentedControl
        aria-label="How far to look"
        miw="15.5rem"
        value={String(search.hours ?? 6)}
        data={spans.map(({ hours, label }) => ({ value: String(hours), label }))}
        onChange={(value) => set({ hours: spans.find(({ hours }) => String(hours) === value)?.hours })}
      />
      <Choice label="Kind" any="Any kind" value={search.kind} options={optionsOf(runKinds)} onChange={(kind) => set({ kind })} />
      <SearchField label="Search by code or name" value={search.q} onChange={(q) => set({ q })} />
    </Filters>
  );
}
