import { z } from 'zod';
import { branchCodeSchema } from './branch.ts';
import { failureCodeSchema } from './failure.ts';
import { momentInputSchema, momentSchema } from './moment.ts';
import { moneyInputSchema, moneySchema } from './money.ts';
import { odooIdSchema } from './odoo-id.ts';
import { pageOf, pageQueryFields } from './paging.ts';
import { lineOfText } from './text.ts';

/** What central's Sales Order was when it was last looked at; `deleted`: central has it no longer. */
export const centralStateSchema = z.enum(['draft', 'sent', 'sale', 'cancelled', 'deleted']);

export const orderStatusSchema = z.enum(['imported', 'failed', 'skipped']);

export const orderQuerySchema = z
  .strictObject({
    branch: branchCodeSchema.optional(),
    status: orderStatusSchema.optional(),
    /** How the Sales Order stood at the last reconcile. */
    centralState: centralStateSchema.optional(),
    /** Whether something is to be looked at: `true` those, `false` the others. */
    flagged: z
      .enum(['true', 'false'])
      .transform((text) => text === 'true')
      .optional(),
    /** Catalogue code of what is to be looked at. */
    flag: failureCodeSchema.optional(),
    /** Part of the POS reference or of the Sales Order's name, or a uuid. */
    q: lineOfText(100).optional(),
    /** Central's res.partner: whom the Sales Order is for. */
    customer: z.coerce.number<string>({ error: 'must be a number' }).pipe(odooIdSchema).optional(),
    /** The till's total, exactly. */
    amount: moneyInputSchema.optional(),
    /** Sold at or after. */
    from: momentInputSchema.optional(),
    /** Sold before. */
    to: momentInputSchema.optional(),
    ...pageQueryFields,
  })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) <= Date.parse(to), {
    path: ['to'],
    error: 'must not be before from',
  });

export const orderSchema = z
  .object({
    id: z.uuid(),
    branchCode: z.string(),
    /** pos.order's uuid; null where the branch's Odoo has none (16 and older). */
    uuid: z.string().nullable(),
    /** pos.order's id on the branch. */
    remoteId: z.int(),
    posReference: z.string(),
    status: orderStatusSchema,
    orderedAt: momentSchema,
    /** ISO 4217. */
    currency: z.string(),
    /** sale.order's id in central. */
    centralId: z.int().nullable(),
    centralName: z.string().nullable(),
    /** Opens the Sales Order in central's Odoo; null where there is none, or central was never reached. */
    centralUrl: z.string().nullable(),
    /** Whom the Sales Order is for: res.partner of central; null where there is none, or it came in before that was kept. */
    customerId: z.int().nullable(),
    posTotal: moneySchema,
    centralTotal: moneySchema.nullable(),
    /** Central's total less the till's. */
    difference: moneySchema.nullable(),
    /** What a line of ours has added to make the totals agree; null: no such line. */
    adjustment: moneySchema.nullable(),
    /** As of `centralSeenAt`, the last reconcile; null: not looked at since it came in. */
    centralState: centralStateSchema.nullable(),
    centralSeenAt: momentSchema.nullable(),
    /** Catalogue code of what is to be looked at; null where the books agree. */
    flag: z.string().nullable(),
    /** What that says of this order. */
    flagMessage: z.string().nullable(),
    /** And what to do about it. */
    flagFix: z.string().nullable(),
    payments: z.array(z.object({ remoteMethodId: z.int(), method: z.string(), amount: moneySchema })),
    runId: z.uuid().nullable(),
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .meta({ id: 'Order' });

export const orderPageSchema = pageOf(orderSchema);

export type OrderQuery = z.infer<typeof orderQuerySchema>;
export type Order = z.infer<typeof orderSchema>;
