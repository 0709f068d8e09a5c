import { Group, Input, Switch, TextInput } from '@mantine/core';
import type { FieldsOf } from '../../ui/fields-of.ts';
import type { ScheduleDraft } from './schedule-draft.ts';

const openingHours = { from: '08:00', until: '22:00' };

interface Props extends Omit<FieldsOf<Pick<ScheduleDraft, 'window'>>, 'isReadOnly'> {
  readonly label?: string;
  /** What it is at first. */
  readonly usual?: { readonly from: string; readonly until: string };
}

/** The part of the day that something comes due in, or is kept quiet in; none is the whole day, or none of it. */
export function WindowFields({ values, set, errors, label = 'Only in a part of the day', usual = openingHours }: Props) {
  const { window } = values;
  const error = errors['window'] ?? errors['window.from'] ?? errors['window.until'];
  return (
    <Input.Wrapper component="fieldset" error={error} style={{ border: 0, margin: 0, padding: 0 }}>
      <Switch
        label={label}
        description="On the branch’s clock; over midnight where it ends before it begins"
        checked={window !== null}
        onChange={({ currentTarget }) => set({ window: currentTarget.checked ? usual : null })}
      />
      {window === null ? null : (
        <Group mt="xs" gap="xs" wrap="nowrap">
          {(['from', 'until'] as const).map((end) => (
            <TextInput
              key={end}
              type="time"
              flex={1}
              aria-label={end === 'from' ? 'From' : 'Until'}
              leftSection={end === 'from' ? 'from' : 'until'}
              leftSectionWidth="3.5rem"
              value={window[end]}
              error={error !== undefined}
              onChange={({ currentTarget }) => set({ window: { ...window, [end]: currentTarget.value } })}
            />
          ))}
        </Group>
      )}
    </Input.Wrapper>
  );
}
