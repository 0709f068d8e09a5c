import { TextInput } from '@mantine/core';
import type { FieldsOf } from '../../ui/fields-of.ts';
import { RecordPicker } from '../../ui/record-picker.tsx';
import { RuleField } from '../../ui/rule-field.tsx';
import type { DefaultsValues } from './defaults-fields.tsx';

const rules = [
  { value: 'flag', label: 'Flag the order', tell: 'It comes in, and stands under the failures with the difference.' },
  { value: 'adjust', label: 'Make up for it', tell: 'A line of its own makes the totals agree, up to a limit.' },
] as const;

/** What is done about cents between the till's total and central's. */
export function TotalRuleFields({ values, set, errors, isReadOnly }: FieldsOf<DefaultsValues>) {
  return (
    <>
      <div data-whole>
        <RuleField
          label="Where central’s total differs from the till’s"
          value={values.totalRule}
          options={rules}
          error={errors['totalRule']}
          isReadOnly={isReadOnly}
          onChange={(totalRule) => set({ totalRule })}
        />
      </div>
      {values.totalRule === 'adjust' ? (
        <>
          <RecordPicker
            model="product.product"
            label="Product of the line"
            description="A service without taxes, made for it"
            none="Not chosen"
            value={values.adjustProductId}
            error={errors['adjustProductId']}
            isReadOnly={isReadOnly}
            onChange={(adjustProductId) => set({ adjustProductId })}
          />
          <TextInput
            label="Limit"
            description="The most that the line may be, in the orders’ currency"
            placeholder="0.05"
            inputMode="decimal"
            readOnly={isReadOnly}
            value={values.adjustLimit ?? ''}
            error={errors['adjustLimit']}
            onChange={({ currentTarget }) => set({ adjustLimit: limitOf(currentTarget.value) })}
          />
        </>
      ) : null}
    </>
  );
}

/** An amount as it is typed; many type the comma of their country. */
function limitOf(typed: string): string | null {
  const limit = typed.trim().replace(',', '.');
  return limit === '' ? null : limit;
}
