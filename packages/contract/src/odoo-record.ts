import { z } from 'zod';
import { linkModelSchema } from './link.ts';
import { odooIdSchema } from './odoo-id.ts';
import { lineOfText } from './text.ts';

/** What of central is chosen from: what orders are written with, what records are linked to, what is selected by. */
export const centralModelSchema = z.enum([
  ...linkModelSchema.options,
  'res.users',
  'res.company',
  'stock.warehouse',
  'product.pricelist',
  'product.category',
  'product.tag',
  'res.partner.category',
]);

/** What of a branch is chosen from: its tills (pos.config), which pushed ways of paying are joined to. */
export const branchModelSchema = z.enum(['pos.config']);

const idListSchema = z
  .string()
  .max(2_000)
  .transform((text) => text.split(',').map(Number))
  .pipe(z.array(odooIdSchema).min(1).max(100));

const askFields = {
  /** Part of a name, reference, barcode, e-mail or the like; left out: the first by name. */
  q: lineOfText(100).optional(),
  /** Exactly these, comma between, archived ones too. */
  ids: idListSchema.optional(),
  limit: z.coerce.number<string>({ error: 'must be a number' }).int().min(1).max(100).default(20),
};

const hasOneOf = ({ q, ids }: { readonly q?: unknown; readonly ids?: unknown }) => q === undefined || ids === undefined;
const notBoth = { path: ['ids'], error: 'q and ids cannot both be given' };

export const centralRecordQuerySchema = z.strictObject({ model: centralModelSchema, ...askFields }).refine(hasOneOf, notBoth);
export const branchRecordQuerySchema = z.strictObject({ model: branchModelSchema, ...askFields }).refine(hasOneOf, notBoth);

/** A record to choose. */
export const odooRecordSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    /** What tells it from others of its name: a reference, a barcode, an e-mail, a company; null: nothing. */
    hint: z.string().nullable(),
    isArchived: z.boolean(),
  })
  .meta({ id: 'OdooRecord' });

export const odooRecordListSchema = z.object({
  items: z.array(odooRecordSchema),
  /** Whether there are more than are told. */
  isTruncated: z.boolean(),
});

export type CentralModel = z.infer<typeof centralModelSchema>;
export type OdooRecord = z.infer<typeof odooRecordSchema>;
export type OdooRecordList = z.infer<typeof odooRecordListSchema>;
