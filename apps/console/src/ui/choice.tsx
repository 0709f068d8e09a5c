import { Select } from '@mantine/core';

interface Props<Value extends string> {
  readonly label: string;
  /** What stands where nothing is chosen. */
  readonly any: string;
  readonly value: Value | undefined;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value | undefined) => void;
}

/** One of a few to filter by, or any. */
export function Choice<Value extends string>({ label, any, value, options, onChange }: Props<Value>) {
  return (
    <Select
      aria-label={label}
      placeholder={any}
      data={[...options]}
      value={value ?? null}
      onChange={(chosen) => onChange(options.find((option) => option.value === chosen)?.value)}
      clearable
      clearButtonProps={{ 'aria-label': `Any ${label.toLowerCase()}` }}
      w="11rem"
    />
  );
}

/** Options of a record of words, in its order. */
export function optionsOf<Value extends string>(
  words: Readonly<Record<Value, string | { readonly word: string }>>,
): { readonly value: Value; readonly label: string }[] {
  const entries = Object.entries(words) as [Value, string | { readonly word: string }][];
  return entries.map(([value, word]) => ({ value, label: typeof word === 'string' ? word : word.word }));
}
