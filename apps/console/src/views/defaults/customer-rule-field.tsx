import type { FieldsOf } from '../../ui/fields-of.ts';
import { RuleField } from '../../ui/rule-field.tsx';
import type { DefaultsValues } from './defaults-fields.tsx';

const rules = [
  {
    value: 'default',
    label: 'The customer above',
    tell: 'Every order of a customer that is not mapped goes to the default customer.',
  },
  {
    value: 'match',
    label: 'The one that matches',
    tell: 'By VAT number, e-mail or reference in central; the default customer where none does.',
  },
  {
    value: 'match_and_create',
    label: 'The one that matches, or a new one',
    tell: 'Central gets a new contact where none matches. Its service user needs the right to make contacts.',
  },
] as const;

/** Whom an order is for where its customer is not mapped. */
export function CustomerRuleField({ values, set, errors, isReadOnly }: FieldsOf<DefaultsValues>) {
  return (
    <div data-whole>
      <RuleField
        label="Whose order it is where the till’s customer is not mapped"
        value={values.customerRule}
        options={rules}
        error={errors['customerRule']}
        isReadOnly={isReadOnly}
        onChange={(customerRule) => set({ customerRule })}
      />
    </div>
  );
}
