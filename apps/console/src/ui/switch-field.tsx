import { Switch, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly label: ReactNode;
  readonly description: ReactNode;
  readonly checked: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly error?: string | undefined;
  readonly isReadOnly: boolean;
}

/** On or off; for whoever may not change it, which of the two it is. */
export function SwitchField({ label, description, checked, onChange, error, isReadOnly }: Props) {
  if (!isReadOnly)
    return (
      <Switch
        label={label}
        description={description}
        checked={checked}
        error={error}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    );
  return (
    <div>
      <Text size="sm" fw={500}>
        {label}: {checked ? 'yes' : 'no'}
      </Text>
      <Text size="xs" c="dimmed">
        {description}
      </Text>
    </div>
  );
}
