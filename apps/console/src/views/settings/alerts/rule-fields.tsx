import type { AlertChannel } from '@branch-sync/contract';
import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { alertKinds, alertSeverities } from '../../../format/alert-words.ts';
import { BranchesPicker } from '../../../ui/branches-picker.tsx';
import { optionsOf } from '../../../ui/choice.tsx';
import type { FieldsOf } from '../../../ui/fields-of.ts';
import { Fields } from '../../../ui/form.tsx';
import { SwitchField } from '../../../ui/switch-field.tsx';
import { ZonePicker } from '../../../ui/zone-picker.tsx';
import { WindowFields } from '../../schedule-editor/window-fields.tsx';
import { fieldsOfKind, type RuleValues } from './rule-values.ts';

interface Props extends FieldsOf<RuleValues> {
  readonly isNew: boolean;
  readonly channels: readonly AlertChannel[];
}

const numbers = {
  minutes: { label: 'Minutes', description: 'For so long it must be so', min: 0, max: 10_080 },
  orders: { label: 'Orders', description: 'More than so many wait', min: 0, max: 1_000_000 },
  days: { label: 'Days', description: 'Those before today, so far back', min: 1, max: 90 },
  workers: { label: 'Workers', description: 'So many should run; empty: as many as one likes', min: 1, max: 1_000 },
  remindMinutes: { label: 'Again after', description: 'Minutes, until it is acknowledged; empty: once', min: 5, max: 10_080 },
} as const;

const nights = { from: '22:00', until: '07:00' };

/** What a rule looks for, whom it tells, and when. */
export function RuleFields({ values, set, errors, isNew, channels }: Props) {
  const quietError = errors['quietHours'] ?? errors['quietHours.until'] ?? errors['quietHours.from'];
  const has = (field: keyof RuleValues) => fieldsOfKind[values.kind].includes(field);
  const number = (field: keyof typeof numbers) => (
    <NumberInput
      {...numbers[field]}
      allowDecimal={false}
      value={values[field]}
      error={errors[field]}
      onChange={(value) => set({ [field]: typeof value === 'number' ? value : '' })}
    />
  );
  return (
    <Fields>
      {isNew ? (
        <Select
          data-autofocus
          label="When"
          data={optionsOf(alertKinds)}
          allowDeselect={false}
          value={values.kind}
          onChange={(kind) => {
            if (kind !== null) set({ kind });
          }}
        />
      ) : null}
      {has('minutes') ? number('minutes') : null}
      {has('orders') ? number('orders') : null}
      {has('amount') ? <AmountFields values={values} set={set} errors={errors} isReadOnly={false} /> : null}
      {has('days') ? number('days') : null}
      {has('workers') ? number('workers') : null}
      <Select
        label="Severity"
        data={optionsOf(alertSeverities)}
        allowDeselect={false}
        value={values.severity}
        onChange={(severity) => {
          if (severity !== null) set({ severity });
        }}
      />
      {has('branches') ? (
        <BranchesPicker value={values.branches} error={errors['branches']} onChange={(branches) => set({ branches })} />
      ) : null}
      <MultiSelect
        label="Sent to"
        description="Channels; none: it stands here alone"
        placeholder={values.channelIds.length === 0 ? 'Nobody' : ''}
        data={channels.map(({ id, name, target }) => ({ value: id, label: `${name} · ${target}` }))}
        clearable
        nothingFoundMessage="There is no channel yet"
        value={[...values.channelIds]}
        error={errors['channelIds']}
        onChange={(channelIds) => set({ channelIds })}
      />
      {number('remindMinutes')}
      <WindowFields
        label="Quiet hours"
        usual={nights}
        values={{ window: values.quietHours }}
        set={({ window }) => {
          if (window !== undefined) set({ quietHours: window });
        }}
        errors={quietError === undefined ? {} : { window: quietError }}
      />
      <ZonePicker
        description="Whose clock counts for what is about no branch"
        value={values.timezone}
        error={errors['timezone']}
        onChange={(timezone) => set({ timezone })}
      />
      {values.severity === 'critical' && values.quietHours !== null ? (
        <SwitchField
          label="Passes quiet hours"
          description="It is critical, and is sent at any time"
          checked={values.ignoresQuietHours}
          isReadOnly={false}
          onChange={(ignoresQuietHours) => set({ ignoresQuietHours })}
        />
      ) : null}
    </Fields>
  );
}

function AmountFields({ values, set, errors }: FieldsOf<RuleValues>) {
  return (
    <>
      <TextInput
        label="Or an amount"
        description="They are worth more at the till, in any one currency"
        inputMode="decimal"
        autoComplete="off"
        value={values.amount}
        error={errors['amount']}
        onChange={({ currentTarget }) => set({ amount: currentTarget.value })}
      />
      <TextInput
        label="Currency"
        description="In this one alone; empty: in whichever"
        placeholder="EUR"
        autoComplete="off"
        maxLength={3}
        value={values.currency}
        error={errors['currency']}
        onChange={({ currentTarget }) => set({ currency: currentTarget.value.toUpperCase() })}
      />
    </>
  );
}
