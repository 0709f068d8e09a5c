import type { FailureGroup, FailureGroupQuery } from '@branch-sync/contract';
import { failureClasses, failureSeverities, failureStatuses, runKinds } from '../../format/words.ts';
import { BranchChoice } from '../../ui/branch-choice.tsx';
import { Choice, optionsOf } from '../../ui/choice.tsx';
import { Filters } from '../../ui/filters.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { codesOf, codeText } from './codes.ts';

/** What groups are chosen by, as it stands in the address. */
export type GroupFilter = Omit<FailureGroupQuery, 'cursor' | 'limit' | 'order'>;

interface Props {
  readonly filter: GroupFilter;
  readonly onChange: (change: GroupFilter) => void;
  readonly onClear: (() => void) | undefined;
  /** What is shown: its codes are those to choose from. */
  readonly groups: readonly FailureGroup[];
}

/** What narrows the groups. */
export function FailureFilters({ filter, onChange, onClear, groups }: Props) {
  const codes = codesOf(groups, filter.code).map((code) => ({ value: code, label: codeText(code) }));
  return (
    <Filters onClear={onClear}>
      <SearchField label="Search product, order, message" value={filter.q} onChange={(q) => onChange({ q })} />
      <BranchChoice value={filter.branch} onChange={(branch) => onChange({ branch })} />
      <Choice
        label="Severity"
        any="Any severity"
        value={filter.severity}
        options={optionsOf(failureSeverities)}
        onChange={(severity) => onChange({ severity })}
      />
      <Choice label="Code" any="Any code" value={filter.code} options={codes} onChange={(code) => onChange({ code })} />
      <Choice
        label="Who cures it"
        any="Cured by anybody"
        value={filter.class}
        options={optionsOf(failureClasses)}
        onChange={(chosen) => onChange({ class: chosen })}
      />
      <Choice
        label="Kind of run"
        any="Any kind"
        value={filter.kind}
        options={optionsOf(runKinds)}
        onChange={(kind) => onChange({ kind })}
      />
      <Choice
        label="Status"
        any="Open and retrying"
        value={filter.status}
        options={optionsOf(failureStatuses)}
        onChange={(status) => onChange({ status })}
      />
    </Filters>
  );
}
