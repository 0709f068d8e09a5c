import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

interface Props {
  readonly label: string;
  readonly value: string | undefined;
  /** Told a moment after somebody has stopped typing. */
  readonly onChange: (value: string | undefined) => void;
}

/** A search whose text stands in the address. */
export function SearchField({ label, value = '', onChange }: Props) {
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback((text: string) => onChange(text === '' ? undefined : text), 250);
  useEffect(() => setTyped(value), [value]);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        tell(currentTarget.value);
      }}
      miw="12rem"
      flex="1 1 16rem"
      maw="28rem"
    />
  );
}
