import type { Environment } from '../orm/environment.ts';
import { OdooFault } from '../orm/fault.ts';
import { idsOf, numberOf, type Row, textOf, type Values } from '../orm/value.ts';
import type { Tax } from '../taxes/tax.ts';
import type { Behaviour } from './behaviour.ts';
import { companyOf } from './company.ts';
import { isOpenSession } from './open-sessions.ts';

/** Odoo refuses these on a tax that stands in POS orders of an open session. */
const FROZEN_IN_OPEN_SESSION = [
  ...['amount', 'amount_type', 'type_tax_use', 'tax_group_id', 'price_include', 'price_include_override'],
  ...['include_base_amount', 'is_base_affected'],
];

export const accountTax: Behaviour = {
  required: ['name'],
  complete: (env, values) => ({
    amount: 0,
    amount_type: 'percent',
    type_tax_use: 'sale',
    include_base_amount: false,
    is_base_affected: true,
    sequence: 1,
    tax_group_id: 1,
    country_id: 233,
    ...values,
    company_id: companyOf(values),
    price_include: isPriceIncluded(env, values, null),
  }),
  check: (env, changes, row) => {
    checkUniqueName(env, changes, row);
    if (row && FROZEN_IN_OPEN_SESSION.some((field) => field in changes) && isUsedInOpenSession(env, row.id)) {
      throw new OdooFault(
        'UserError',
        'It is forbidden to modify a tax used in a POS order not posted. You must close the POS sessions before modifying the tax.',
      );
    }
  },
  recompute: (env, row, changes) => ({ ...changes, price_include: isPriceIncluded(env, changes, row) }),
};

/** `price_include` is computed from the override since 18; before, it is written itself. */
function isPriceIncluded(env: Environment, changes: Values, row: Row | null): boolean {
  if (env.database.version === 16) return (changes['price_include'] ?? row?.['price_include']) === true;
  const override = changes['price_include_override'];
  if (override === undefined) return row?.['price_include'] === true;
  return override === 'tax_included';
}

function checkUniqueName(env: Environment, changes: Values, row: Row | null): void {
  const next = { ...row, ...changes };
  const name = textOf(next, 'name');
  const table = env.database.table('account.tax');
  for (const id of table.ids()) {
    const other = table.get(id);
    if (!other || other.id === row?.id || textOf(other, 'name') !== name) continue;
    const isSameKind =
      textOf(other, 'type_tax_use') === (textOf(next, 'type_tax_use') || 'sale') && companyOf(other) === companyOf(next);
    if (isSameKind) throw new OdooFault('ValidationError', `Tax names must be unique!\n- ${name}`, 'name');
  }
}

function isUsedInOpenSession(env: Environment, taxId: number): boolean {
  const orders = env.database.table('pos.order');
  const lines = env.database.table('pos.order.line');
  const sessions = env.database.table('pos.session');
  return sessions.ids().some((sessionId) => {
    const session = sessions.get(sessionId);
    if (!session || !isOpenSession(session)) return false;
    return orders
      .idsWhere('session_id', sessionId)
      .some((orderId) =>
        lines.idsWhere('order_id', orderId).some((lineId) => idsOf(lines.get(lineId) ?? {}, 'tax_ids').includes(taxId)),
      );
  });
}

/** The taxes of these ids, as the computation wants them; ids that are gone are left out. */
export function taxesOf(env: Environment, ids: readonly number[]): Tax[] {
  const table = env.database.table('account.tax');
  return ids.flatMap((id) => {
    const row = table.get(id);
    return row ? [toTax(row)] : [];
  });
}

function toTax(row: Row): Tax {
  const type = textOf(row, 'amount_type');
  return {
    id: row.id,
    amount: numberOf(row, 'amount'),
    amountType: type === 'fixed' || type === 'division' ? type : 'percent',
    priceIncluded: row['price_include'] === true,
    includeBaseAmount: row['include_base_amount'] === true,
    isBaseAffected: row['is_base_affected'] !== false,
    sequence: numberOf(row, 'sequence'),
  };
}
