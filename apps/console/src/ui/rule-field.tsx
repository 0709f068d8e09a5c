import { Radio, Stack } from '@mantine/core';

interface Props<Value extends string> {
  readonly label: string;
  readonly description?: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly tell?: string }[];
  readonly onChange: (value: Value) => void;
  readonly error?: string | undefined;
  readonly isReadOnly: boolean;
}

/** One of a few ways to go about something, each with what it means. */
export function RuleField<Value extends string>(props: Props<Value>) {
  const { label, description, value, options, onChange, error, isReadOnly } = props;
  return (
    <Radio.Group
      label={label}
      description={description}
      error={error}
      value={value}
      onChange={(chosen) => {
        const option = options.find((one) => one.value === chosen);
        if (option !== undefined) onChange(option.value);
      }}
    >
      <Stack gap="xs" mt="xs">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            label={option.label}
            description={option.tell}
            disabled={isReadOnly && option.value !== value}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
