import type { PosOrderHead } from './pos-order.ts';

/** The module part of our external ids; it must not be the name of an installed Odoo module. */
export const externalIdModule = 'branch_sync';

/**
 * The name under which central knows this order for ever (ir.model.data): from its uuid, which is the same in every copy of
 * the branch's database; without one (Odoo 16) from our branch id, its reference and its remote id.
 */
export function externalIdOf(order: Pick<PosOrderHead, 'uuid' | 'id' | 'posReference'>, branchId: string): string {
  const name =
    order.uuid === null
      ? `order_${withoutDashes(branchId)}_${order.id}_${order.posReference.replace(/[^A-Za-z0-9]+/g, '_')}`
      : `order_${withoutDashes(order.uuid)}`;
  return `${externalIdModule}.${name}`;
}

function withoutDashes(uuid: string): string {
  return uuid.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}
