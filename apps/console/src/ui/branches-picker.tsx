import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { overviewQuery } from '../api/overview.ts';

interface Props {
  /** Codes; none: all branches. */
  readonly value: readonly string[];
  readonly onChange: (codes: readonly string[]) => void;
  readonly error: string | undefined;
}

/** The branches that something is limited to. */
export function BranchesPicker({ value, onChange, error }: Props) {
  const { data: branches = [] } = useQuery({ ...overviewQuery, select: (overview) => overview.branches });
  return (
    <MultiSelect
      label="Branches"
      description="Those alone, or all, those to come as well"
      placeholder={value.length === 0 ? 'All branches' : ''}
      data={branches.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
      searchable
      clearable
      limit={100}
      nothingFoundMessage="No branch of this name"
      value={[...value]}
      error={error}
      onChange={onChange}
    />
  );
}
