import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { conditionText, conditionValue } from './condition-value.ts';
import type { ModelSelection } from './model-fields.ts';

type Value = ModelSelection['conditions'][number]['value'];

interface Props {
  readonly label: string;
  readonly isList: boolean;
  readonly isReadOnly: boolean;
  readonly value: Value;
  readonly error: string | undefined;
  readonly onChange: (value: Value) => void;
}

/** A condition's value; what is typed stays as it is typed while somebody types. */
export function ConditionValueField({ label, isList, isReadOnly, value, error, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      aria-label={label}
      placeholder={isList ? '4, 7, "a text"' : '10, yes, or a text'}
      readOnly={isReadOnly}
      value={typed ?? conditionText(value)}
      error={error}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(conditionValue(currentTarget.value, isList));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
