import type { Domain } from '@branch-sync/odoo';
import { toDecimal } from '../money.ts';
import { type FieldKind, type OdooRow, textOf } from '../push/push-model.ts';

/** A model whose records people choose from: fields that its Odoo does not have are left out of all that is said here. */
interface RecordKind {
  /** What there is to choose from at all. */
  readonly domain: Domain;
  /** What is looked into besides the name. */
  readonly searched: readonly string[];
  /** What is read for the hint. */
  readonly read: Readonly<Record<string, FieldKind>>;
  /** What tells a record from others of its name, the most telling first. */
  readonly hints: (row: OdooRow) => readonly (string | null)[];
}

const texts = (...fields: string[]): Pick<RecordKind, 'read' | 'hints'> => ({
  read: Object.fromEntries(fields.map((field) => [field, 'text'])),
  hints: (row) => fields.map((field) => textOf(row, field)),
});
const nameOf = (field: string): Pick<RecordKind, 'read' | 'hints'> => ({
  read: { [field]: 'one' },
  hints: (row) => [nameOfOne(row, field)],
});
const all: Domain = [];
const byName = { domain: all, searched: [] };

/** Everything of an Odoo that is chosen from somewhere. */
export const recordKinds = {
  'product.product': { domain: all, searched: ['default_code', 'barcode'], ...texts('default_code', 'barcode') },
  'res.partner': { domain: all, searched: ['ref', 'vat', 'email'], ...texts('email', 'vat', 'ref', 'city') },
  'res.users': { domain: [['share', '=', false]], searched: ['login'], ...texts('login') },
  'account.tax': {
    domain: [['type_tax_use', '=', 'sale']],
    searched: [],
    read: { amount: 'number', amount_type: 'text', price_include: 'flag' },
    hints: (row) => [taxInWords(row)],
  },
  'pos.payment.method': { ...byName, ...nameOf('journal_id') },
  'uom.uom': {
    ...byName,
    // Up to 18 units are of categories, from 19 on so much of another unit.
    read: { category_id: 'one', relative_factor: 'number', relative_uom_id: 'one' },
    hints: (row) => [nameOfOne(row, 'category_id'), unitInWords(row)],
  },
  'res.company': { domain: all, searched: ['vat'], read: { vat: 'text', currency_id: 'one' }, hints: companyHints },
  'stock.warehouse': { domain: all, searched: ['code'], ...texts('code') },
  'product.pricelist': { ...byName, ...nameOf('currency_id') },
  'product.category': { ...byName, ...texts() },
  'product.tag': { ...byName, ...texts() },
  'res.partner.category': { ...byName, ...texts() },
  'pos.config': { ...byName, ...texts() },
} as const satisfies Readonly<Record<string, RecordKind>>;

export type ChosenModel = keyof typeof recordKinds;

export function recordKindOf(model: ChosenModel): RecordKind {
  return recordKinds[model];
}

/** The name of what a many2one refers to. */
export function nameOfOne(row: OdooRow, field: string): string | null {
  const value = row[field];
  return typeof value === 'object' && value !== null && 'name' in value ? value.name : null;
}

function companyHints(row: OdooRow): (string | null)[] {
  return [textOf(row, 'vat'), nameOfOne(row, 'currency_id')];
}

/** `21 %, included in prices`; of groups and taxes by formula there is nothing short to say. */
function taxInWords(row: OdooRow): string | null {
  const { amount, amount_type: kind, price_include: isIncluded } = row;
  if (typeof amount !== 'number' || (kind !== 'percent' && kind !== 'fixed' && kind !== 'division')) return null;
  const rate = kind === 'fixed' ? `${toDecimal(amount)} apiece` : `${toDecimal(amount)} %`;
  return `${rate}, ${isIncluded === true ? 'included in prices' : 'on top of prices'}`;
}

/** `12 Units`; null for a unit that others are counted in. */
function unitInWords(row: OdooRow): string | null {
  const factor = row['relative_factor'];
  const unit = nameOfOne(row, 'relative_uom_id');
  return typeof factor !== 'number' || unit === null ? null : `${toDecimal(factor)} ${unit}`;
}
