import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { amountTyped } from '../../format/amount-typed.ts';

interface Props {
  readonly value: string | undefined;
  readonly onChange: (amount: string | undefined) => void;
}

/** The till's total to find, exactly; what is no amount yet is not asked for. */
export function AmountField({ value = '', onChange }: Props) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped((before) => (amountTyped(before) === value ? before : value)), [value]);
  const tell = useDebouncedCallback((text: string) => {
    const amount = amountTyped(text);
    if (amount !== null || text.trim() === '') onChange(amount ?? undefined);
  }, 400);
  const isWrong = typed.trim() !== '' && amountTyped(typed) === null;
  return (
    <TextInput
      aria-label="Amount at the till"
      placeholder="Amount"
      inputMode="decimal"
      autoComplete="off"
      error={isWrong ? 'Like 12.50' : undefined}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        tell(currentTarget.value);
      }}
      w="8rem"
    />
  );
}
