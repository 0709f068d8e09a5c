import { TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { given } from '../../app/search.ts';
import { BranchChoice } from '../../ui/branch-choice.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Choice, optionsOf } from '../../ui/choice.tsx';
import { Filters } from '../../ui/filters.tsx';
import { dayAfter, isDay } from './days.ts';
import { dayStatuses } from './words.ts';

const route = getRouteApi('/reconciliation');

interface Props {
  /** The last day that is shown. */
  readonly last: string;
  readonly today: string;
  readonly shownDays: number;
}

/** Which branches and which weeks the map shows; it stands in the address. */
export function MapFilters({ last, today, shownDays }: Props) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: { readonly [Name in keyof typeof search]?: (typeof search)[Name] | undefined }) =>
    void navigate({ search: given({ ...search, ...change }), replace: true });
  const upTo = (day: string) => given({ ...search, to: day >= today ? undefined : day });
  const isNarrowed = search.branch !== undefined || search.status !== undefined;
  return (
    <Filters onClear={isNarrowed ? () => set({ branch: undefined, status: undefined }) : undefined}>
      <BranchChoice value={search.branch} onChange={(branch) => set({ branch })} />
      <Choice
        label="Days"
        any="All branches’ days"
        value={search.status}
        options={optionsOf(dayStatuses).map(({ value, label }) => ({ value, label: `With a day: ${label.toLowerCase()}` }))}
        onChange={(status) => set({ status })}
      />
      <ButtonLink
        to="/reconciliation"
        search={upTo(dayAfter(last, -shownDays))}
        variant="default"
        leftSection={<IconChevronLeft size={16} aria-hidden />}
      >
        Earlier
      </ButtonLink>
      <TextInput
        type="date"
        aria-label="Last day"
        value={last}
        max={today}
        onChange={({ currentTarget: { value } }) => {
          // While a year is typed the browser tells years like 0002.
          if (isDay(value) && value >= '2000') set({ to: value >= today ? undefined : value });
        }}
      />
      {last >= today ? null : (
        <ButtonLink
          to="/reconciliation"
          search={upTo(dayAfter(last, shownDays))}
          variant="default"
          rightSection={<IconChevronRight size={16} aria-hidden />}
        >
          Later
        </ButtonLink>
      )}
    </Filters>
  );
}
