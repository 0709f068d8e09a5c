import { Select } from '@mantine/core';

interface Props {
  readonly value: string;
  readonly onChange: (timezone: string) => void;
  readonly description?: string;
  readonly error?: string | undefined;
  readonly isReadOnly?: boolean;
}

const known = Intl.supportedValuesOf('timeZone');
const shownAtOnce = 60;

/** A time zone, searched as one types. */
export function ZonePicker({ value, onChange, description, error, isReadOnly = false }: Props) {
  // Zones that browsers leave out of their list, e.g. UTC, may be kept already.
  const zones = value === '' || known.includes(value) ? known : [value, ...known];
  return (
    <Select
      label="Time zone"
      description={description}
      data={zones}
      value={value === '' ? null : value}
      error={error}
      onChange={(zone) => {
        if (zone !== null) onChange(zone);
      }}
      searchable
      required={!isReadOnly}
      allowDeselect={false}
      readOnly={isReadOnly}
      limit={shownAtOnce}
      placeholder="Europe/Brussels"
      nothingFoundMessage="No such time zone. Search for a city."
      maxDropdownHeight={280}
    />
  );
}
