import { z } from 'zod';
import { eachOnce } from './each-once.ts';
import { momentSchema } from './moment.ts';
import { odooIdSchema } from './odoo-id.ts';
import { pageOf, pageQueryFields } from './paging.ts';

export const linkModelSchema = z.enum(['product.product', 'account.tax', 'res.partner', 'pos.payment.method', 'uom.uom']);

export const linkQuerySchema = z.strictObject({ model: linkModelSchema.optional(), ...pageQueryFields });

/** Links set by hand; `centralId` null forgets one, so that it is looked for anew. Links that are not named stay. */
export const linksInputSchema = z
  .array(z.strictObject({ model: linkModelSchema, remoteId: odooIdSchema, centralId: odooIdSchema.nullable() }))
  .max(1_000)
  .superRefine(eachOnce(({ model, remoteId }) => `${model} ${remoteId}`, 'remoteId'));

export const linkSchema = z
  .object({
    model: linkModelSchema,
    remoteId: z.int(),
    centralId: z.int(),
    /** `hand`, or how it was learned. What is set by hand is never learned over. */
    source: z.enum(['hand', 'barcode', 'reference', 'vat', 'email', 'values', 'created', 'pushed']),
    updatedAt: momentSchema,
  })
  .meta({ id: 'Link' });

export const linkPageSchema = pageOf(linkSchema);
/** Those of the named links that now stand. */
export const linksSchema = z.array(linkSchema);

export type LinkQuery = z.infer<typeof linkQuerySchema>;
export type LinksInput = z.infer<typeof linksInputSchema>;
export type Link = z.infer<typeof linkSchema>;
