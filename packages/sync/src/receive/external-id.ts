import type { PosOrderHead } from './pos-order.ts';

/** The module part of our external ids; it must not be the name of an installed Odoo module. */
export const externalIdModule = 'branch_sync';

/**
 * The name under which central knows this order for ever (ir.model.data): from its uuid, which is the same in every copy of
 * the branch's database; without one (Odoo 16) from the branch's code, and the order's remote id, reference and moment: so a branch that was
 * deleted and comes back finds its orders, and a new shop that takes over a code does not.
 */
export function externalIdOf(
  order: Pick<PosOrderHead, 'uuid' | 'id' | 'posReference' | 'dateOrder'>,
  branchCode: string,
): string {
  const name =
    order.uuid === null
      ? ['order', branchCode, order.id, underscored(order.posReference), underscored(order.dateOrder)].join('_')
      : `order_${withoutDashes(order.uuid)}`;
  return `${externalIdModule}.${name}`;
}

function underscored(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, '_');
}

function withoutDashes(uuid: string): string {
  return uuid.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}
