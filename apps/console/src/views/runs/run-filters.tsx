import { getRouteApi } from '@tanstack/react-router';
import { given, isNarrowed } from '../../app/search.ts';
import { runKinds, runStatuses, runTriggers } from '../../format/words.ts';
import { BranchChoice } from '../../ui/branch-choice.tsx';
import { Choice, optionsOf } from '../../ui/choice.tsx';
import { DayRange } from '../../ui/day-range.tsx';
import { Filters } from '../../ui/filters.tsx';

const route = getRouteApi('/runs');

/** What narrows the list of runs; it stands in the address. */
export function RunFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: { readonly [Name in keyof typeof search]?: (typeof search)[Name] | undefined }) =>
    void navigate({ search: given({ ...search, ...change }), replace: true });
  return (
    <Filters onClear={isNarrowed(search) ? () => void navigate({ search: {}, replace: true }) : undefined}>
      <BranchChoice value={search.branch} onChange={(branch) => set({ branch })} />
      <Choice label="Kind" any="Any kind" value={search.kind} options={optionsOf(runKinds)} onChange={(kind) => set({ kind })} />
      <Choice
        label="Status"
        any="Any status"
        value={search.status}
        options={optionsOf(runStatuses)}
        onChange={(status) => set({ status })}
      />
      <Choice
        label="Trigger"
        any="Any trigger"
        value={search.trigger}
        options={optionsOf(runTriggers)}
        onChange={(trigger) => set({ trigger })}
      />
      <DayRange label="Asked for" from={search.from} to={search.to} onChange={set} />
    </Filters>
  );
}
