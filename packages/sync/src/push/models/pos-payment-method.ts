import { heldPaymentMethods } from '../held-by-tills.ts';
import { type PushModel, sameField, textOf } from '../push-model.ts';

/** Ways to pay at the till (pos.payment.method). */
export const posPaymentMethod: PushModel = {
  model: 'pos.payment.method',
  externalName: 'payment_method',
  domain: [],
  remoteDomain: [],
  fields: [
    sameField('name', 'text', 'name'),
    sameField('journal', 'one', 'journal_id', { refersTo: 'account.journal' }),
    sameField('asks_customer', 'flag', 'split_transactions'),
    // A till shows the ways of paying of its shop.
    { ...sameField('tills', 'many', 'config_ids', { refersTo: 'pos.config', joins: ({ tillIds }) => tillIds }), central: [] },
    sameField('active', 'flag', 'active'),
  ],
  keys: [
    {
      name: 'name and kind',
      fields: { name: 'text', type: 'text' },
      of: (row) => `${String(row['type'])} ${textOf(row, 'name')?.trim().toLowerCase() ?? ''}`,
    },
  ],
  unique: [],
  heldByTills: heldPaymentMethods,
  grant: 'Point of Sale / Administrator',
  tagField: null,
  categoryField: null,
  searched: ['name'],
  pageSize: 200,
};
