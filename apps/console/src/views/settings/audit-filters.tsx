import type { ApiKey, PersonAnswer } from '@branch-sync/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { listed } from '../../api/ask.ts';
import { given, isNarrowed } from '../../app/search.ts';
import { BranchChoice } from '../../ui/branch-choice.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DayRange } from '../../ui/day-range.tsx';
import { Filters } from '../../ui/filters.tsx';
import { TypedChoice } from '../../ui/typed-choice.tsx';

const route = getRouteApi('/settings/audit');

/** Beginnings of actions, as the API takes them. */
const areas = [
  { value: 'branch.', label: 'Branches' },
  { value: 'central.', label: 'Central' },
  { value: 'run.', label: 'Runs' },
  { value: 'failures.', label: 'Failures' },
  { value: 'mappings.', label: 'Mappings' },
  { value: 'links.', label: 'Links' },
  { value: 'salespeople.', label: 'Salespeople' },
  { value: 'key.', label: 'API keys' },
  { value: 'person.', label: 'People' },
  { value: 'session.', label: 'Sign-ins' },
  { value: 'queue.', label: 'Queues' },
  { value: 'secrets.', label: 'Encryption keys' },
] as const;

/** What narrows the audit log; it stands in the address. */
export function AuditFilters() {
  const { entry, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const actors = useActors();
  const set = (change: { readonly [Name in keyof typeof search]?: (typeof search)[Name] | undefined }) =>
    void navigate({ search: given({ ...search, ...change }), replace: true });
  const { action } = search;
  const isArea = action === undefined || areas.some(({ value }) => value === action);
  return (
    <Filters onClear={isNarrowed(search) ? () => void navigate({ search: {}, replace: true }) : undefined}>
      <TypedChoice label="Who" any="Anybody" options={actors} value={search.actor} onChange={(actor) => set({ actor })} />
      <Choice
        label="What"
        any="Anything"
        options={isArea ? areas : [{ value: action, label: action }, ...areas]}
        value={action}
        onChange={(chosen) => set({ action: chosen })}
      />
      <BranchChoice value={search.branch} onChange={(branch) => set({ branch })} />
      <TypedChoice
        label="Request id"
        any="Any request"
        options={[]}
        value={search.requestId}
        onChange={(requestId) => set({ requestId })}
      />
      <DayRange label="Done" from={search.from} to={search.until} onChange={({ from, to }) => set({ from, until: to })} />
    </Filters>
  );
}

/** Who may have done something, as the log names them: the people and keys that there are, and what does without them. */
function useActors(): readonly string[] {
  const people = useInfiniteQuery(listed<PersonAnswer>('settings', '/api/people'));
  const keys = useInfiniteQuery(listed<ApiKey>('settings', '/api/keys'));
  return [
    ...new Set([
      ...(people.data?.pages ?? []).flatMap(({ items }) => items.map(({ login }) => `person:${login}`)),
      ...(keys.data?.pages ?? []).flatMap(({ items }) => items.map(({ name }) => `key:${name}`)),
      ...['schedule', 'environment', 'cli'],
    ]),
  ];
}
