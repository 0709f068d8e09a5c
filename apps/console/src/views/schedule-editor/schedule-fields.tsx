import { Group, Input, NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useId } from 'react';
import { type EveryUnit, everyUnits } from '../../format/schedule.ts';
import { momentText } from '../../format/time.ts';
import { fromLocalText, ownZone, toLocalText } from '../../format/zoned.ts';
import type { FieldsOf } from '../../ui/fields-of.ts';
import { Fields } from '../../ui/form.tsx';
import type { ScheduleDraft } from './schedule-draft.ts';
import { WindowFields } from './window-fields.tsx';

const rhythms = [
  { value: 'every', label: 'Interval' },
  { value: 'cron', label: 'Cron' },
  { value: 'hand', label: 'By hand' },
] as const;

const units: readonly { readonly value: EveryUnit; readonly label: string }[] = everyUnits.map(({ unit }) => ({
  value: unit,
  label: unit,
}));

interface Props extends Omit<FieldsOf<ScheduleDraft>, 'isReadOnly'> {
  readonly timezone: string;
}

/** When something comes due, to choose. Times are read on the branch's clock. */
export function ScheduleFields({ values, set, errors, timezone }: Props) {
  const label = useId();
  return (
    <Fields>
      <div data-whole>
        <Input.Label component="span" id={label} display="block" mb={4}>
          Rhythm
        </Input.Label>
        <SegmentedControl
          aria-labelledby={label}
          data={[...rhythms]}
          value={values.rhythm}
          onChange={(chosen) => set({ rhythm: rhythms.find(({ value }) => value === chosen)?.value ?? values.rhythm })}
        />
      </div>
      {values.rhythm === 'every' ? <EveryFields values={values} set={set} errors={errors} /> : null}
      {values.rhythm === 'cron' ? (
        <TextInput
          label="Cron"
          description="Minute, hour, day, month, weekday"
          placeholder="0 8-20 * * MON-SAT"
          spellCheck={false}
          autoComplete="off"
          value={values.cron}
          error={errors['cron']}
          onChange={({ currentTarget }) => set({ cron: currentTarget.value })}
        />
      ) : null}
      {values.rhythm === 'hand' ? null : (
        <>
          <WindowFields values={values} set={set} errors={errors} />
          <TextInput
            type="datetime-local"
            label="Not before"
            description={startText(values.startsAt, timezone)}
            value={values.startsAt === null ? '' : toLocalText(values.startsAt, timezone)}
            error={errors['startsAt']}
            onChange={({ currentTarget }) => set({ startsAt: fromLocalText(currentTarget.value, timezone) })}
          />
          <div data-whole>
            <Switch
              label="Paused"
              description="Nothing comes due until it is resumed; it can still be started by hand."
              checked={values.paused}
              onChange={({ currentTarget }) => set({ paused: currentTarget.checked })}
            />
          </div>
        </>
      )}
    </Fields>
  );
}

function EveryFields({ values, set, errors }: Pick<Props, 'values' | 'set' | 'errors'>) {
  return (
    <Group wrap="nowrap" gap="xs" align="start">
      <NumberInput
        label="Every"
        description="10 seconds to 31 days"
        flex={1}
        min={1}
        allowDecimal={false}
        value={values.count}
        error={errors['everySeconds']}
        onChange={(count) => set({ count: typeof count === 'number' ? count : 0 })}
      />
      <Select
        label="Unit"
        description="Of the interval"
        flex={1}
        data={units}
        allowDeselect={false}
        value={values.unit}
        onChange={(unit) => {
          if (unit !== null) set({ unit });
        }}
      />
    </Group>
  );
}

function startText(startsAt: string | null, timezone: string): string {
  if (startsAt === null || timezone === ownZone) return `On the branch’s clock, ${timezone}`;
  return `${timezone}; ${momentText(startsAt)} on yours`;
}
