import { z } from 'zod';
import { branchCodeSchema } from './branch.ts';
import { failureStatusSchema } from './failure.ts';
import { momentSchema } from './moment.ts';
import { moneySchema } from './money.ts';
import { orderSchema } from './order.ts';
import { runKindSchema, runStatusSchema } from './run.ts';

export const branchOrderParamsSchema = z.strictObject({ code: branchCodeSchema, id: z.uuid({ error: 'must be a UUID' }) });

/** What happened to an order, as far as it is kept. */
const orderEventSchema = z.object({
  at: momentSchema,
  /** `sold` at the till; `tried` by a run without success; `imported`; `cured`: a failure of it was resolved; `dismissed`; `seen`: by a reconcile. */
  what: z.enum(['sold', 'tried', 'imported', 'cured', 'dismissed', 'seen']),
  /** In words. */
  text: z.string(),
  run: z.object({ id: z.uuid(), kind: runKindSchema, status: runStatusSchema }).nullable(),
  failure: z.object({ id: z.uuid(), code: z.string(), status: failureStatusSchema }).nullable(),
});

export const orderDetailSchema = z
  .object({ ...orderSchema.shape, history: z.array(orderEventSchema) })
  .meta({ id: 'OrderDetail' });

/** A line as one side has it. */
const orderLineSchema = z.object({
  id: z.int(),
  /** Null: a note, a section, or a product that is there no longer. */
  product: z.object({ id: z.int(), name: z.string() }).nullable(),
  description: z.string(),
  quantity: z.number(),
  unitPrice: z.number(),
  /** Percent. */
  discount: z.number(),
  /** Names of taxes. */
  taxes: z.array(z.string()),
  subtotal: moneySchema,
  total: moneySchema,
});

const sideFields = {
  id: z.int(),
  name: z.string(),
  /** As Odoo has it. */
  state: z.string(),
  orderedAt: momentSchema.nullable(),
  customer: z.string().nullable(),
  salesperson: z.string().nullable(),
  currency: z.string().nullable(),
  untaxed: moneySchema,
  tax: moneySchema,
  total: moneySchema,
  lines: z.array(orderLineSchema),
};

const unseen = z.object({ unseen: z.string() });

/** One order as both Odoos have it now; a side that cannot be looked at says why in words. */
export const orderSidesSchema = z
  .object({
    branch: z.union([
      unseen,
      z.object({
        ...sideFields,
        payments: z.array(z.object({ method: z.string(), amount: moneySchema })),
      }),
    ]),
    /** Null: no Sales Order was made of it. */
    central: z.union([unseen, z.object({ ...sideFields, note: z.string().nullable() })]).nullable(),
  })
  .meta({ id: 'OrderSides' });

export type OrderDetail = z.infer<typeof orderDetailSchema>;
export type OrderSides = z.infer<typeof orderSidesSchema>;
