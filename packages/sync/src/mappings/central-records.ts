import type { MappedModel } from '@branch-sync/db';
import { flag, integer, type OdooClient, text } from '@branch-sync/odoo';

/** A record of central that something can be linked to. */
export interface CentralRecord {
  readonly name: string;
  readonly state: 'active' | 'archived';
  /** What keeps it from being linked to, in words; null: nothing. */
  readonly misfit: string | null;
}

const recordShape = { id: integer(), display_name: text(), active: flag() };
const taxShape = { ...recordShape, type_tax_use: text() };

/** Ids in one call: some tens of kilobytes of request, and an answer within a second. */
const idsPerCall = 1_000;

/** Central's records of a model among the given ids, archived ones too, a thousand a call. Throws `OdooError`. */
export async function readCentralRecords(
  client: Pick<OdooClient, 'searchRead'>,
  model: MappedModel,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<Map<number, CentralRecord>> {
  const records = new Map<number, CentralRecord>();
  for (let from = 0; from < ids.length; from += idsPerCall) {
    const domain = [['id', 'in', ids.slice(from, from + idsPerCall)]];
    const options = { domain, order: 'id', context: { active_test: false }, signal };
    const rows: readonly { id: number; display_name: string | null; active: boolean; type_tax_use?: string | null }[] =
      model === 'account.tax'
        ? await client.searchRead(model, taxShape, options)
        : await client.searchRead(model, recordShape, options);
    for (const { id, display_name: name, active, type_tax_use: use } of rows) {
      const misfit = use === undefined || use === 'sale' ? null : 'is no sales tax';
      records.set(id, { name: name ?? `#${id}`, state: active ? 'active' : 'archived', misfit });
    }
  }
  return records;
}
