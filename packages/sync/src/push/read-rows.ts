import { integer, type OdooClient, type SearchReadOptions } from '@branch-sync/odoo';
import { type FieldKind, type OdooRow, shapeOf } from './push-model.ts';

/** Rows of these fields, with `id`. Throws `OdooError`. */
export async function readRows(
  client: OdooClient,
  model: string,
  fields: Readonly<Record<string, FieldKind>>,
  options: SearchReadOptions,
): Promise<readonly OdooRow[]> {
  const rows = await client.searchRead(model, { ...shapeOf(fields), id: integer() }, options);
  // Each value was parsed by the shape of its kind, which gives nothing but what `FieldValue` has.
  return rows as readonly OdooRow[];
}
