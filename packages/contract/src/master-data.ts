import { z } from 'zod';
import { eachOnce } from './each-once.ts';
import { odooIdSchema } from './odoo-id.ts';
import { lineOfText } from './text.ts';

/** What can be pushed: taxes, products, customers, ways of paying. */
export const pushModelSchema = z.enum(['account.tax', 'product.product', 'res.partner', 'pos.payment.method']);

/** What wins where a record was changed in the branch since it was last pushed. */
export const conflictRuleSchema = z.enum(['central_wins', 'branch_wins', 'ask']);

const fieldNames = z.enum([
  ...(['name', 'active', 'reference', 'barcode', 'price', 'cost', 'type', 'unit', 'category', 'taxes', 'in_pos'] as const),
  ...(['pos_categories', 'image'] as const),
  ...(['use', 'kind', 'amount', 'included', 'affects_next', 'journal', 'asks_customer'] as const),
  ...(['is_company', 'vat', 'email', 'phone', 'street', 'street2', 'zip', 'city', 'country'] as const),
]);

/** One plain condition on central's records; `field` by Odoo's name, e.g. `list_price`. */
const conditionSchema = z.strictObject({
  field: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, { error: 'must be the name of a field of Odoo, e.g. list_price' }),
  operator: z.enum(['=', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'like', 'ilike', 'not ilike']),
  value: z.union([lineOfText(200), z.number(), z.boolean(), z.array(z.union([lineOfText(200), z.number()])).max(1_000)]),
});

const selectionSchema = z.strictObject({
  model: pushModelSchema,
  /** Null: those that are carried by default (all but a product's cost and image). */
  fields: z.array(fieldNames).min(1).nullable().default(null),
  /** Central's product.category ids, with all below. */
  categoryIds: z.array(odooIdSchema).max(1_000).default([]),
  /** Central's product.tag or res.partner.category ids. */
  tagIds: z.array(odooIdSchema).max(1_000).default([]),
  /** All of them must hold. */
  conditions: z.array(conditionSchema).max(20).default([]),
});

/** What of central's master data a branch takes, and how. */
export const masterDataInputSchema = z.strictObject({
  models: z
    .array(selectionSchema)
    .superRefine(eachOnce(({ model }) => model, 'model'))
    .default([]),
  conflicts: conflictRuleSchema.default('central_wins'),
  /** Whether what central archives is archived in the branch. */
  archive: z.boolean().default(true),
  /** What becomes of a record that was deleted in the branch. */
  deleted: z.enum(['make_again', 'leave']).default('make_again'),
  /** The branch's shops (pos.config) that pushed ways of paying are joined to; shops that have them keep them. */
  tillIds: z.array(odooIdSchema).max(100).default([]),
  /** Central's pricelist that a product's price is taken from, for one piece; null: its own list price. */
  pricelistId: odooIdSchema.nullable().default(null),
});

export const masterDataSchema = z.object(masterDataInputSchema.shape).meta({ id: 'MasterData' });

export type MasterDataInput = z.infer<typeof masterDataInputSchema>;
