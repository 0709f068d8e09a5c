import type { OdooRecordList } from '@branch-sync/contract';
import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { refusalText } from '../api/act.ts';
import { asked } from '../api/ask.ts';

interface Props {
  /** Where they are searched: `/api/central/records`, or a branch's own. */
  readonly path: string;
  readonly model: string;
  readonly label: string;
  readonly description?: ReactNode;
  /** What it means to choose none. */
  readonly none: string;
  readonly value: readonly number[];
  readonly onChange: (ids: number[]) => void;
  readonly error?: string | undefined;
  readonly isReadOnly?: boolean;
  /** Whether whoever looks may search there: others see ids. */
  readonly maySearch?: boolean;
}

/** Several records of an Odoo, searched there as one types. */
export function RecordsPicker(props: Props) {
  const { path, model, label, description, none, value, onChange, error, isReadOnly = false, maySearch = true } = props;
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [q] = useDebouncedValue(typed.trim(), 250);
  const chosen = useQuery({
    ...asked<OdooRecordList>('records', path, { model, ids: value.join(','), limit: 100 }),
    enabled: value.length > 0 && maySearch,
    placeholderData: keepPreviousData,
  });
  const found = useQuery({
    ...asked<OdooRecordList>('records', path, { model, q }),
    enabled: isOpen && maySearch,
    placeholderData: keepPreviousData,
  });
  const known = new Map([...(chosen.data?.items ?? []), ...(found.data?.items ?? [])].map(({ id, name }) => [id, name]));
  // What is chosen stays there whatever is searched for.
  const options = [...new Set([...(found.data?.items ?? []).map(({ id }) => id), ...value])];
  const refusal = found.error ?? chosen.error;
  return (
    <MultiSelect
      label={label}
      description={description}
      placeholder={value.length === 0 ? none : ''}
      data={options.map((id) => ({ value: String(id), label: known.get(id) ?? `#${id}` }))}
      // The Odoo has searched already, in more than names.
      filter={({ options: all }) => all}
      value={value.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      onDropdownOpen={() => setOpen(true)}
      nothingFoundMessage={nothingText(found.isFetching, typed)}
      error={error ?? (refusal === null ? undefined : refusalText(refusal))}
      readOnly={isReadOnly}
      hidePickedOptions
      maxDropdownHeight={280}
    />
  );
}

function nothingText(isSearching: boolean, typed: string): string {
  if (isSearching) return 'Searching';
  return typed.trim() === '' ? 'There are none' : 'Nothing by this name';
}
