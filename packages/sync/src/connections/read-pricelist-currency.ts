import { integer, many2one, type OdooClient } from '@branch-sync/odoo';

const shape = { id: integer(), currency_id: many2one() };

/** The currency (ISO 4217) in which a pricelist of central makes Sales Orders, archived or not; null where there is no such one. Throws `OdooError`. */
export async function readPricelistCurrency(
  central: Pick<OdooClient, 'searchRead'>,
  pricelistId: number,
  signal: AbortSignal,
): Promise<string | null> {
  const domain = [['id', '=', pricelistId]];
  const [pricelist] = await central.searchRead('product.pricelist', shape, { domain, context: { active_test: false }, signal });
  return pricelist?.currency_id?.name ?? null;
}
