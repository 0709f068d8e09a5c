import type { CentralModel, OdooRecord, OdooRecordList } from '@branch-sync/contract';
import { Combobox, InputBase, Loader, Text, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { refusalText } from '../api/act.ts';
import { asked } from '../api/ask.ts';

interface Props {
  readonly model: CentralModel;
  readonly label: string;
  /** The label is for those who hear it alone: among filters. */
  readonly isLabelUnseen?: boolean;
  readonly description?: ReactNode;
  /** Central's id. */
  readonly value: number | null;
  readonly onChange: (id: number | null, record: OdooRecord | null) => void;
  /** What it means to choose nothing; left out: something must be chosen. */
  readonly none?: string | undefined;
  readonly error?: string | undefined;
  readonly isDisabled?: boolean;
  /** Shows what is chosen to somebody who may not choose. */
  readonly isReadOnly?: boolean;
}

/** A record of central, searched there as one types. */
export function RecordPicker(props: Props) {
  const { model, label, description, value, onChange, none, error, isDisabled = false, isReadOnly = false } = props;
  const { isLabelUnseen = false } = props;
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [typed, setTyped] = useState<string | null>(null);
  const [q] = useDebouncedValue(typed?.trim() ?? '', 250);
  const chosen = useQuery({
    ...asked<OdooRecordList>('records', '/api/central/records', { model, ids: value ?? undefined }),
    enabled: value !== null,
  });
  const found = useQuery({
    ...asked<OdooRecordList>('records', '/api/central/records', { model, q }),
    enabled: combobox.dropdownOpened,
  });
  const name = value === null ? '' : (chosen.data?.items[0]?.name ?? (chosen.isPending ? '' : `#${value}`));
  const open = () => {
    if (!isReadOnly) combobox.openDropdown();
  };
  const leave = () => {
    combobox.closeDropdown();
    setTyped(null);
  };

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(option) => {
        const record = found.data?.items.find(({ id }) => String(id) === option) ?? null;
        onChange(record?.id ?? null, record);
        leave();
      }}
    >
      <Combobox.Target>
        <InputBase
          {...(isLabelUnseen ? { 'aria-label': label } : { label })}
          description={description}
          error={error}
          disabled={isDisabled}
          readOnly={isReadOnly}
          required={none === undefined && !isReadOnly}
          withAsterisk={none === undefined && !isReadOnly}
          value={typed ?? name}
          placeholder={none ?? 'Search in central'}
          rightSection={found.isFetching && combobox.dropdownOpened ? <Loader size="xs" /> : <Combobox.Chevron />}
          rightSectionPointerEvents="none"
          autoComplete="off"
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onFocus={open}
          onClick={open}
          onBlur={leave}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={label}>
          {none === undefined || value === null ? null : (
            <Combobox.Option value="">
              <Text size="sm" c="dimmed">
                {none}
              </Text>
            </Combobox.Option>
          )}
          {found.data?.items.map((record) => (
            <Combobox.Option key={record.id} value={String(record.id)} active={record.id === value}>
              <Text size="sm">{record.name}</Text>
              <Text size="xs" c="dimmed">
                {[record.hint, `#${record.id}`].filter((part) => part !== null).join(' · ')}
              </Text>
            </Combobox.Option>
          ))}
          {found.data?.items.length === 0 ? <Combobox.Empty>Nothing in central by this name</Combobox.Empty> : null}
          {found.data?.isTruncated ? <Combobox.Footer>Type more to narrow it down</Combobox.Footer> : null}
          {found.error === null ? null : <Combobox.Empty>{refusalText(found.error)}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
