import { integer, many2one, type OdooClient, text } from '@branch-sync/odoo';
import type { CheckedCompany } from './connection-check.ts';

const shape = { id: integer(), name: text(), currency_id: many2one(), tax_calculation_rounding_method: text() };

/** A company; without an id the first one that our user may see. Null where there is none. Throws `OdooError`. */
export async function readCompany(client: OdooClient, id: number | null, signal: AbortSignal): Promise<CheckedCompany | null> {
  const domain = id === null ? [] : [['id', '=', id]];
  const [company] = await client.searchRead('res.company', shape, { domain, order: 'id', limit: 1, signal });
  if (company === undefined) return null;
  return {
    id: company.id,
    name: company.name ?? '',
    currency: company.currency_id?.name ?? null,
    taxRoundingMethod: company.tax_calculation_rounding_method,
  };
}
