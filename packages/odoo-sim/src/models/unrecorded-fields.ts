import type { FieldType } from '../orm/field.ts';

type Sketch = readonly [type: FieldType, label: string, relation?: string];

const NAME: Sketch = ['char', 'Name'];
const ACTIVE: Sketch = ['boolean', 'Active'];

/** Fields of the models whose `fields_get` was not recorded: those that the recorded rows and the measured answers have. */
export const UNRECORDED_FIELDS: Readonly<Record<string, Readonly<Record<string, Sketch>>>> = {
  'account.journal': {
    name: ['char', 'Journal Name'],
    code: ['char', 'Short Code'],
    type: ['char', 'Type'],
    sequence: ['integer', 'Sequence'],
    active: ACTIVE,
    company_id: ['many2one', 'Company', 'res.company'],
  },
  'account.tax.group': { name: NAME, sequence: ['integer', 'Sequence'] },
  'decimal.precision': { name: ['char', 'Usage'], digits: ['integer', 'Digits'] },
  'ir.config_parameter': { key: ['char', 'Key'], value: ['text', 'Value'] },
  'ir.model.data': {
    complete_name: ['char', 'Complete ID'],
    module: ['char', 'Module'],
    name: ['char', 'External Identifier'],
    model: ['char', 'Model Name'],
    res_id: ['integer', 'Record ID'],
    noupdate: ['boolean', 'Non Updatable'],
  },
  'pos.category': {
    name: ['char', 'Category Name'],
    parent_id: ['many2one', 'Parent Category', 'pos.category'],
    sequence: ['integer', 'Sequence'],
  },
  'product.category': {
    name: NAME,
    complete_name: ['char', 'Complete Name'],
    parent_id: ['many2one', 'Parent Category', 'product.category'],
  },
  'product.pricelist': {
    name: ['char', 'Pricelist Name'],
    active: ACTIVE,
    sequence: ['integer', 'Sequence'],
    currency_id: ['many2one', 'Currency', 'res.currency'],
    company_id: ['many2one', 'Company', 'res.company'],
  },
  'product.pricelist.item': {
    pricelist_id: ['many2one', 'Pricelist', 'product.pricelist'],
    product_id: ['many2one', 'Product Variant', 'product.product'],
    applied_on: ['selection', 'Apply On'],
    compute_price: ['selection', 'Compute Price'],
    fixed_price: ['float', 'Fixed Price'],
    percent_price: ['float', 'Percentage Price'],
    min_quantity: ['float', 'Min. Quantity'],
    date_start: ['datetime', 'Start Date'],
    date_end: ['datetime', 'End Date'],
  },
  'product.tag': { name: NAME, color: ['integer', 'Color'] },
  'res.country': { name: ['char', 'Country Name'], code: ['char', 'Country Code'] },
  'res.currency': {
    name: ['char', 'Currency'],
    symbol: ['char', 'Symbol'],
    rounding: ['float', 'Rounding Factor'],
    decimal_places: ['integer', 'Decimal Places'],
    active: ACTIVE,
  },
  'res.partner.category': {
    name: NAME,
    parent_id: ['many2one', 'Category', 'res.partner.category'],
    active: ACTIVE,
  },
};

/** What every model has. */
export const MAGIC_FIELDS: Readonly<Record<string, Sketch>> = {
  id: ['integer', 'ID'],
  display_name: ['char', 'Display Name'],
  create_uid: ['many2one', 'Created by', 'res.users'],
  create_date: ['datetime', 'Created on'],
  write_uid: ['many2one', 'Last Updated by', 'res.users'],
  write_date: ['datetime', 'Last Updated on'],
};
