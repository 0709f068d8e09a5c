import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { overviewQuery } from '../api/overview.ts';

interface Props {
  readonly value: string | undefined;
  readonly onChange: (code: string | undefined) => void;
}

/** One branch to filter by, or all; found by code or name. */
export function BranchChoice({ value, onChange }: Props) {
  const { data } = useQuery(overviewQuery);
  const known = (data?.branches ?? []).map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }));
  // One that is archived, or not known yet, is still what is filtered by.
  const options = value === undefined || known.some((one) => one.value === value) ? known : [{ value, label: value }, ...known];
  return (
    <Select
      aria-label="Branch"
      placeholder="All branches"
      data={options}
      value={value ?? null}
      onChange={(code) => onChange(code ?? undefined)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'All branches' }}
      nothingFoundMessage="No branch of this name"
      limit={100}
      w="14rem"
    />
  );
}
