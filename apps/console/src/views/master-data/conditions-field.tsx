import { Button, CloseButton, Input, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { conditionText, conditionValue } from './condition-value.ts';
import { ConditionValueField } from './condition-value-field.tsx';
import classes from './master-data.module.css';
import type { ModelSelection } from './model-fields.ts';

type Condition = ModelSelection['conditions'][number];

const operators: readonly { readonly value: Condition['operator']; readonly label: string }[] = [
  { value: '=', label: 'is' },
  { value: '!=', label: 'is not' },
  { value: '<', label: 'less than' },
  { value: '<=', label: 'at most' },
  { value: '>', label: 'more than' },
  { value: '>=', label: 'at least' },
  { value: 'in', label: 'is one of' },
  { value: 'not in', label: 'is none of' },
  { value: 'ilike', label: 'has in it' },
  { value: 'not ilike', label: 'has not in it' },
  { value: 'like', label: 'has in it, as written' },
];

const mostConditions = 20;
const isList = (operator: Condition['operator']) => operator === 'in' || operator === 'not in';

interface Props {
  readonly value: readonly Condition[];
  readonly onChange: (conditions: Condition[]) => void;
  /** What the API had against them, by its place: `0.field`. */
  readonly errors: Readonly<Record<string, string>>;
  readonly isReadOnly: boolean;
}

/** Plain conditions on central's records, all of which must hold. */
export function ConditionsField({ value, onChange, errors, isReadOnly }: Props) {
  const change = (index: number, condition: Condition) => onChange(value.map((one, at) => (at === index ? condition : one)));
  return (
    <Input.Wrapper
      component="fieldset"
      aria-label="Conditions"
      className={classes['conditions'] ?? ''}
      label="Conditions"
      labelElement="div"
      description="On fields by Odoo’s own names, e.g. list_price. All of them must hold."
    >
      {value.map((condition, index) => (
        // Conditions have nothing else to be known by: they stay in their order.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <div key={index} className={classes['condition']}>
          <TextInput
            aria-label={`Field of condition ${index + 1}`}
            placeholder="list_price"
            spellCheck={false}
            readOnly={isReadOnly}
            value={condition.field}
            error={errors[`${index}.field`]}
            onChange={({ currentTarget }) => change(index, { ...condition, field: currentTarget.value.trim() })}
          />
          <Select
            aria-label={`Operator of condition ${index + 1}`}
            data={operators}
            allowDeselect={false}
            readOnly={isReadOnly}
            value={condition.operator}
            onChange={(operator) => {
              if (operator === null) return;
              change(index, { ...condition, operator, value: conditionValue(conditionText(condition.value), isList(operator)) });
            }}
          />
          <ConditionValueField
            label={`Value of condition ${index + 1}`}
            isList={isList(condition.operator)}
            isReadOnly={isReadOnly}
            value={condition.value}
            error={errors[`${index}.value`]}
            onChange={(typed) => change(index, { ...condition, value: typed })}
          />
          {isReadOnly ? null : (
            <CloseButton
              aria-label={`Leave condition ${index + 1} out`}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            />
          )}
        </div>
      ))}
      {isReadOnly || value.length >= mostConditions ? null : (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...value, { field: '', operator: '=', value: '' }])}
        >
          Add a condition
        </Button>
      )}
    </Input.Wrapper>
  );
}
