/** What makes a POS order this order in our ledger: its uuid, or reference and id where the branch's Odoo has none. */
export function identityOf(order: { readonly id: number; readonly uuid: string | null; readonly posReference: string }): string {
  return order.uuid ?? `${order.posReference}#${order.id}`;
}
