import { plainEmail, plainVat } from '../../receive/match-customer.ts';
import { type PushModel, sameField, textOf } from '../push-model.ts';

/** A company of the database itself has a partner that is nobody's customer (res.company.partner_id). */
const noCompanyOfTheDatabase = [['ref_company_ids', '=', false]] as const;

/** Customers (res.partner) of their own: no addresses of others, no people who sign in, no company of the database itself. */
export const resPartner: PushModel = {
  model: 'res.partner',
  externalName: 'partner',
  domain: [['parent_id', '=', false], ['partner_share', '=', true], ...noCompanyOfTheDatabase],
  remoteDomain: [['partner_share', '=', true], ...noCompanyOfTheDatabase],
  fields: [
    sameField('name', 'text', 'name'),
    sameField('is_company', 'flag', 'is_company'),
    sameField('vat', 'text', 'vat'),
    sameField('email', 'text', 'email'),
    sameField('phone', 'text', 'phone'),
    sameField('reference', 'text', 'ref'),
    sameField('street', 'text', 'street'),
    sameField('street2', 'text', 'street2'),
    sameField('zip', 'text', 'zip'),
    sameField('city', 'text', 'city'),
    sameField('country', 'one', 'country_id', { refersTo: 'res.country' }),
    sameField('active', 'flag', 'active'),
  ],
  keys: [
    {
      name: 'VAT',
      fields: { vat: 'text' },
      of: (row) => plainVat(textOf(row, 'vat')),
      // With and without blanks, dots and dashes.
      scannedBy: 'vat',
    },
    {
      name: 'e-mail',
      fields: { email: 'text', email_normalized: 'text' },
      of: (row) => plainEmail(textOf(row, 'email')),
      // However it is written there.
      search: (rows) => [['email_normalized', 'in', rows.flatMap((row) => plainEmail(textOf(row, 'email')) ?? [])]],
    },
  ],
  unique: [],
  heldByTills: null,
  grant: 'Contact / Creation',
  tagField: 'category_id',
  categoryField: null,
  searched: ['name', 'email', 'vat', 'ref', 'phone'],
  pageSize: 500,
};
