import { idList, integer, many2one, type OdooClient, text } from '@branch-sync/odoo';

/** What of a model Odoo does not let be changed while a till is open. */
export interface HeldByTills {
  /** Our names of the fields; null: any. */
  readonly fields: readonly string[] | null;
  /** Which of these records of the branch are held now. Throws `OdooError`. */
  readonly find: (client: OdooClient, remoteIds: readonly number[], signal: AbortSignal) => Promise<ReadonlySet<number>>;
}

const isOpen = ['state', '!=', 'closed'] as const;

/** The branch's tills that are open, in words; null: none is. Throws `OdooError`. */
export async function describeOpenSessions(client: OdooClient, signal: AbortSignal): Promise<string | null> {
  const fields = { id: integer(), name: text() };
  const open = await client.searchRead('pos.session', fields, { domain: [isOpen], order: 'id', limit: 10, signal });
  return open.length === 0 ? null : open.map(({ id, name }) => name ?? `#${id}`).join(', ');
}

/** Which of these of the branch's shops have an open till: what they offer is not to be changed (pos.config, `write`). Throws `OdooError`. */
export async function openShops(
  client: OdooClient,
  shopIds: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const fields = { id: integer(), config_id: many2one() };
  const domain = [isOpen, ['config_id', 'in', [...shopIds]]];
  const sessions = await client.searchRead('pos.session', fields, { domain, signal });
  return new Set(sessions.flatMap(({ config_id: shop }) => shop?.id ?? []));
}

/** Taxes that orders of an open session bear (account.tax, `write` of point_of_sale). */
export const heldTaxes: HeldByTills = {
  fields: ['use', 'kind', 'amount', 'included', 'affects_next'],
  async find(client, remoteIds, signal) {
    const held = new Set<number>();
    for (const id of remoteIds) {
      const domain = [
        ['order_id.session_id.state', '!=', 'closed'],
        ['tax_ids', 'in', [id]],
      ];
      const [line] = await client.searchRead('pos.order.line', { id: integer() }, { domain, limit: 1, signal });
      if (line !== undefined) held.add(id);
    }
    return held;
  },
};

/** Ways to pay of a shop that has an open session (pos.payment.method, `_is_write_forbidden`). */
export const heldPaymentMethods: HeldByTills = {
  fields: null,
  async find(client, remoteIds, signal) {
    const sessions = await client.searchRead(
      'pos.session',
      { id: integer(), config_id: many2one() },
      { domain: [isOpen, ['config_id.payment_method_ids', 'in', [...remoteIds]]], signal },
    );
    const shopIds = [...new Set(sessions.flatMap(({ config_id: shop }) => shop?.id ?? []))];
    if (shopIds.length === 0) return new Set();
    const shops = await client.searchRead(
      'pos.config',
      { id: integer(), payment_method_ids: idList() },
      { domain: [['id', 'in', shopIds]], context: { active_test: false }, signal },
    );
    return new Set(shops.flatMap(({ payment_method_ids: ids }) => ids));
  },
};
