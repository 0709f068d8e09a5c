import { Autocomplete } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';

interface Props {
  readonly label: string;
  /** What stands where nothing is typed. */
  readonly any: string;
  /** What is offered; anything else may be typed. */
  readonly options: readonly string[];
  readonly value: string | undefined;
  /** Told a moment after somebody has stopped typing. */
  readonly onChange: (value: string | undefined) => void;
}

/** A whole text to filter by, typed or chosen. */
export function TypedChoice({ label, any, options, value = '', onChange }: Props) {
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback((text: string) => onChange(text.trim() === '' ? undefined : text.trim()), 400);
  useEffect(() => setTyped(value), [value]);
  return (
    <Autocomplete
      aria-label={label}
      placeholder={any}
      data={[...options]}
      limit={20}
      clearable
      clearButtonProps={{ 'aria-label': any }}
      value={typed}
      onChange={(text) => {
        setTyped(text);
        tell(text);
      }}
      w="13rem"
    />
  );
}
