import type { Branch } from '@branch-sync/contract';
import type { FieldsOf } from '../../ui/fields-of.ts';
import { Fields } from '../../ui/form.tsx';
import { RecordPicker } from '../../ui/record-picker.tsx';
import { CustomerRuleField } from './customer-rule-field.tsx';
import { TotalRuleFields } from './total-rule-fields.tsx';

type Whole = Pick<
  Branch,
  | ('defaultSalespersonId' | 'warehouseId' | 'pricelistId' | 'companyId')
  | ('customerRule' | 'totalRule' | 'adjustProductId' | 'adjustLimit')
>;

/** What of central a branch's orders are written with. */
export interface DefaultsValues extends Whole {
  /** Null: not chosen yet. */
  readonly defaultCustomerId: number | null;
}

const records = [
  {
    field: 'defaultSalespersonId',
    model: 'res.users',
    label: 'Salesperson',
    description: 'Of orders whose cashier is not mapped',
  },
  { field: 'warehouseId', model: 'stock.warehouse', label: 'Warehouse', description: 'That the goods leave from' },
  {
    field: 'pricelistId',
    model: 'product.pricelist',
    label: 'Pricelist',
    description: 'Its currency must be the one that the tills sell in',
  },
  { field: 'companyId', model: 'res.company', label: 'Company', description: 'That the Sales Orders belong to' },
] as const;

/** What orders are written with where the till does not say, and what becomes of customers and of cents. */
export function DefaultsFields(fields: FieldsOf<DefaultsValues>) {
  const { values, set, errors, isReadOnly } = fields;
  return (
    <Fields>
      <RecordPicker
        model="res.partner"
        label="Customer"
        description="Who buys where the till does not say"
        value={values.defaultCustomerId}
        error={errors['defaultCustomerId']}
        isReadOnly={isReadOnly}
        onChange={(defaultCustomerId) => set({ defaultCustomerId })}
      />
      {records.map(({ field, model, label, description }) => (
        <RecordPicker
          key={field}
          model={model}
          label={label}
          description={description}
          none="As central’s Odoo chooses"
          value={values[field]}
          error={errors[field]}
          isReadOnly={isReadOnly}
          onChange={(id) => set({ [field]: id })}
        />
      ))}
      <CustomerRuleField {...fields} />
      <TotalRuleFields {...fields} />
    </Fields>
  );
}
