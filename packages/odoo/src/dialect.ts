import { z } from 'zod';
import type { FieldDescription, OdooClient } from './client.ts';
import { OdooError } from './errors.ts';

/**
 * How central's Odoo names and rounds what receive writes. Found by `fields_get`, never guessed by version; plain JSON, so
 * that it can be stored. Digits: decimals kept, null where the number is kept as it is given.
 */
export const centralDialectSchema = z.object({
  saleOrderLine: z.object({
    /** `tax_ids` from 19 on, `tax_id` before. */
    taxField: z.enum(['tax_ids', 'tax_id']),
    quantityDigits: z.int().nullable(),
    discountDigits: z.int().nullable(),
    priceDigits: z.int().nullable(),
  }),
});
export type CentralDialect = z.infer<typeof centralDialectSchema>;

/** Which of the fields that a reader wants a branch's Odoo has (`uuid` comes with 17, notes have moved, ...). */
export const branchDialectSchema = z.object({
  posOrderFields: z.array(z.string()),
  posOrderLineFields: z.array(z.string()),
});
export type BranchDialect = z.infer<typeof branchDialectSchema>;

const taxFields = ['tax_ids', 'tax_id'] as const;

/** Asks central, in one call. Throws `OdooError`: `unsupported` where an order line shows no taxes to this user. */
export async function readCentralDialect(client: OdooClient, signal?: AbortSignal): Promise<CentralDialect> {
  const names = [...taxFields, 'product_uom_qty', 'discount', 'price_unit'];
  const fields = await client.fieldsGet('sale.order.line', names, signal);
  const taxField = taxFields.find((name) => name in fields);
  if (taxField === undefined) throw withoutTaxes(client);
  return {
    saleOrderLine: {
      taxField,
      quantityDigits: decimalsOf(fields['product_uom_qty']),
      discountDigits: decimalsOf(fields['discount']),
      priceDigits: decimalsOf(fields['price_unit']),
    },
  };
}

/** Asks a branch which of the wanted fields it has, in one call a model. Throws `OdooError`. */
export async function readBranchDialect(
  client: OdooClient,
  wanted: { readonly posOrder: readonly string[]; readonly posOrderLine: readonly string[] },
  signal?: AbortSignal,
): Promise<BranchDialect> {
  const [order, line] = await Promise.all([
    client.fieldsGet('pos.order', wanted.posOrder, signal),
    client.fieldsGet('pos.order.line', wanted.posOrderLine, signal),
  ]);
  return { posOrderFields: Object.keys(order), posOrderLineFields: Object.keys(line) };
}

function decimalsOf(field: FieldDescription | undefined): number | null {
  return field?.digits?.[1] ?? null;
}

function withoutTaxes({ connection: { url, database } }: OdooClient): OdooError {
  const call = { host: new URL(url).host, database, model: 'sale.order.line', method: 'fields_get' };
  return new OdooError('unsupported', 'order lines show neither tax_ids nor tax_id.', call);
}
