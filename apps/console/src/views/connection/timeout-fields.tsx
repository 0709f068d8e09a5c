import type { Branch } from '@branch-sync/contract';
import { NumberInput } from '@mantine/core';
import type { FieldsOf } from '../../ui/fields-of.ts';
import { Fields } from '../../ui/form.tsx';

export type TimeoutValues = Pick<Branch, 'connectTimeoutMs' | 'callTimeoutMs'>;

const bounds = [
  { field: 'connectTimeoutMs', label: 'Wait for a connection', most: 120 },
  { field: 'callTimeoutMs', label: 'Wait for an answer', most: 900 },
] as const;

/** How long calls to a branch may take. People give seconds; milliseconds are kept. */
export function TimeoutFields({ values, set, errors, isReadOnly }: FieldsOf<TimeoutValues>) {
  return (
    <Fields>
      {bounds.map(({ field, label, most }) => {
        const ms = values[field];
        return (
          <NumberInput
            key={field}
            label={label}
            description={`Seconds, ${most} at most. Empty: as for all branches.`}
            placeholder="As for all branches"
            min={0.1}
            max={most}
            decimalScale={1}
            suffix=" s"
            readOnly={isReadOnly}
            value={ms === null ? '' : ms / 1_000}
            error={errors[field]}
            onChange={(seconds) => set({ [field]: typeof seconds === 'number' ? Math.round(seconds * 1_000) : null })}
          />
        );
      })}
    </Fields>
  );
}
