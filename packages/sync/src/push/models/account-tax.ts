import { heldTaxes } from '../held-by-tills.ts';
import { type PushModel, sameField, textOf } from '../push-model.ts';

const madeOf = {
  type_tax_use: 'text',
  amount_type: 'text',
  amount: 'number',
  price_include: 'flag',
  name: 'text',
} as const;

/** Sales taxes (account.tax). Groups of taxes are made of others, and are not carried. */
export const accountTax: PushModel = {
  model: 'account.tax',
  externalName: 'tax',
  domain: [
    ['type_tax_use', '=', 'sale'],
    ['amount_type', '!=', 'group'],
  ],
  remoteDomain: [['type_tax_use', '=', 'sale']],
  fields: [
    sameField('name', 'text', 'name'),
    sameField('use', 'text', 'type_tax_use'),
    sameField('kind', 'text', 'amount_type'),
    sameField('amount', 'number', 'amount'),
    {
      ...sameField('included', 'flag', 'price_include'),
      // From 18 on `price_include` is computed from the override.
      remote: [
        { read: 'price_include', column: 'price_include_override' },
        { read: 'price_include', column: 'price_include' },
      ],
    },
    sameField('affects_next', 'flag', 'include_base_amount'),
    sameField('active', 'flag', 'active'),
  ],
  keys: [
    {
      name: 'type, kind, amount, included and name',
      fields: madeOf,
      of: (row) => `${valuesOf(row)} ${textOf(row, 'name')?.trim().toLowerCase() ?? ''}`,
    },
    {
      name: 'type, kind, amount and included',
      fields: madeOf,
      // Fixed ones of the same amount are as like as not another thing: a deposit, a levy.
      of: (row) => (row['amount_type'] === 'fixed' ? null : valuesOf(row)),
      isWeak: true,
    },
  ],
  unique: [],
  heldByTills: heldTaxes,
  grant: 'Accounting / Administrator',
  tagField: null,
  categoryField: null,
  searched: ['name'],
  pageSize: 200,
};

function valuesOf(row: Parameters<PushModel['keys'][number]['of']>[0]): string {
  const { type_tax_use: use, amount_type: kind, amount, price_include: isIncluded } = row;
  return `${String(use)} ${String(kind)} ${Number(amount).toFixed(4)} ${isIncluded === true ? 'included' : 'on top'}`;
}
