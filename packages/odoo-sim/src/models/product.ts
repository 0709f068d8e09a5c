import { displayName } from '../orm/display-name.ts';
import type { Environment } from '../orm/environment.ts';
import { OdooFault } from '../orm/fault.ts';
import { idOf, isSet, numberOf, type Row, textOf, type Values } from '../orm/value.ts';
import type { Behaviour } from './behaviour.ts';

/** Columns that a product with one variant shares with its template (`_inherits`). */
const SHARED = [
  ...[
    'name',
    'default_code',
    'barcode',
    'list_price',
    'standard_price',
    'taxes_id',
    'type',
    'detailed_type',
    'sale_ok',
    'purchase_ok',
  ],
  ...['available_in_pos', 'uom_id', 'categ_id', 'active', 'description_sale', 'company_id'],
];

export const productProduct: Behaviour = {
  required: ['name'],
  complete: (env, values, id) => {
    const whole = withPrices({
      list_price: 1,
      sale_ok: true,
      purchase_ok: true,
      uom_id: 1,
      standard_price: 0,
      ...typeOf(env),
      ...values,
    });
    const template = idOf(whole, 'product_tmpl_id') ?? insertTemplate(env, whole);
    return { ...whole, product_tmpl_id: template, id };
  },
  check: (env, changes, row) => checkBarcode(env, changes, row),
  recompute: (_env, _row, changes) => withPrices(changes),
  // A template stays as it is where its variant is archived (only `action_archive` looks after it).
  afterChange: (env, row) => copyShared(env, row, 'product.template', [idOf(row, 'product_tmpl_id') ?? 0], withoutActive),
};

export const productTemplate: Behaviour = {
  required: ['name'],
  recompute: (_env, _row, changes) => withPrices(changes),
  // A price written on the template moves its variants' write_date too (measured).
  afterChange: (env, row) =>
    copyShared(env, row, 'product.product', env.database.table('product.product').idsWhere('product_tmpl_id', row.id)),
};

function typeOf(env: Environment): Values {
  return env.database.version === 16 ? { type: 'consu', detailed_type: 'consu' } : { type: 'consu' };
}

/** `lst_price` (the variant's) and `list_price` (the template's) are one for a product of one variant. */
function withPrices(values: Values): Values {
  if ('lst_price' in values) return { ...values, list_price: numberOf(values, 'lst_price') };
  return 'list_price' in values ? { ...values, lst_price: numberOf(values, 'list_price') } : values;
}

function insertTemplate(env: Environment, values: Values): number {
  const table = env.database.table('product.template');
  const id = table.nextId();
  const { startedAt } = env.transaction;
  env.transaction.insert(table, { active: true, ...sharedOf(values), id, create_date: startedAt, write_date: startedAt });
  return id;
}

function sharedOf(values: Values): Values {
  return Object.fromEntries(SHARED.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]])));
}

function withoutActive({ active: _, ...others }: Values): Values {
  return others;
}

function copyShared(
  env: Environment,
  row: Row,
  model: string,
  ids: readonly number[],
  part: (values: Values) => Values = (values) => values,
): void {
  const table = env.database.table(model);
  for (const id of ids) {
    const other = table.get(id);
    if (other)
      env.transaction.update(table, other, { ...withPrices(part(sharedOf(row))), write_date: env.transaction.startedAt });
  }
}

function checkBarcode(env: Environment, changes: Values, row: Row | null): void {
  const barcode = textOf(changes, 'barcode');
  if (!isSet(barcode)) return;
  const others = env.database
    .table('product.product')
    .idsWhere('barcode', barcode)
    // Archived ones are not looked at.
    .filter((id) => id !== row?.id && env.database.table('product.product').get(id)?.['active'] !== false);
  if (others.length === 0) return;
  const names = others.map((id) => displayName(env.database, 'product.product', id)).join(', ');
  throw new OdooFault(
    'ValidationError',
    `Barcode(s) already assigned:\n\n- Barcode "${barcode}" already assigned to product(s): ${names}`,
  );
}
