import { z } from 'zod';
import { branchCodeSchema } from './branch.ts';
import { momentSchema } from './moment.ts';
import { moneySchema } from './money.ts';
import { pageOf, pageQueryFields } from './paging.ts';

export const daySchema = z.iso.date({ error: 'must be a day like 2026-11-20' });
const longestDays = 366;
const dayMs = 86_400_000;

interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const isInOrder = ({ from, to }: Days) => from === undefined || to === undefined || from <= to;
const notInOrder = { path: ['to'], error: 'must not be before from' };
const isShort = ({ from, to }: Days) =>
  from === undefined || to === undefined || (Date.parse(to) - Date.parse(from)) / dayMs < longestDays;
const notShort = { path: ['to'], error: `must be at most ${longestDays} days after from` };

/**
 * Which days to compare, on the branch's own calendar, both included. Without `to` up to today, without `from` the last 7 days up to `to`; with
 * neither, earlier days that still differ are compared again as well. Days after today are left out.
 */
export const reconcileInputSchema = z
  .strictObject({ from: daySchema.optional(), to: daySchema.optional() })
  .refine(isInOrder, notInOrder)
  .refine(isShort, notShort);

/** Whose missing orders to receive: of all days from one to another, both included, as they were last compared. */
export const receiveMissingInputSchema = z
  .strictObject({
    from: daySchema,
    to: daySchema,
    /** Also brings in again, once, what was deleted in central. */
    reimport: z.boolean().default(false),
  })
  .refine(isInOrder, notInOrder)
  .refine(isShort, notShort);

/** The runs that receive them, none where nothing is missing, and how many orders that is. */
export const receiveMissingAcceptedSchema = z
  .object({ runIds: z.array(z.uuid()), orders: z.int() })
  .meta({ id: 'ReceiveMissingAccepted' });

/** `not_yet`: what could have come in is there, but the day goes on, or the last finished receive has not passed it. */
export const dayStatusSchema = z.enum(['agrees', 'differs', 'not_yet']);

export const findingKindSchema = z.enum(['missing', 'changed', 'surplus', 'doubled', 'cancelled', 'deleted']);

export const branchReconciliationQuerySchema = z
  .strictObject({ from: daySchema.optional(), to: daySchema.optional(), status: dayStatusSchema.optional(), ...pageQueryFields })
  .refine(isInOrder, notInOrder);

export const reconciliationQuerySchema = z
  .strictObject({
    from: daySchema.optional(),
    to: daySchema.optional(),
    branch: branchCodeSchema.optional(),
    status: dayStatusSchema.optional(),
    ...pageQueryFields,
  })
  .refine(isInOrder, notInOrder);

export const reconciledDayParamsSchema = z.strictObject({ code: branchCodeSchema, day: daySchema });
export const reconciledDayQuerySchema = z.strictObject({ kind: findingKindSchema.optional(), ...pageQueryFields });

/** So many orders, and the sum of their totals. */
const tallySchema = z.object({ orders: z.int(), total: moneySchema });
const byMethodSchema = z.array(z.object({ remoteMethodId: z.int(), method: z.string(), total: moneySchema })).nullable();

/** What three books say of one day. */
const dayFiguresSchema = z.object({
  /** ISO 4217; null where there are no orders, or orders of several currencies. */
  currency: z.string().nullable(),
  /** What the till has as sold; refunds are the part with negative totals. */
  branch: z.object({
    sold: tallySchema,
    refunds: tallySchema,
    byState: z.object({ paid: tallySchema, done: tallySchema, invoiced: tallySchema }),
    /** Null where ways of paying were not compared: the ledger has forgotten them (RETENTION_DAYS). */
    byMethod: byMethodSchema,
  }),
  ledger: z.object({
    known: tallySchema,
    refunds: tallySchema,
    byStatus: z.object({ imported: tallySchema, failed: tallySchema, skipped: tallySchema }),
    byMethod: byMethodSchema,
  }),
  /** The Sales Orders of what was imported, with the totals that central has now. */
  central: z.object({
    there: tallySchema,
    byState: z.object({ draft: tallySchema, sent: tallySchema, sale: tallySchema, cancelled: tallySchema }),
    deleted: z.int(),
  }),
  /** Orders that are newer than the last finished receive: the next one brings them. */
  toCome: z.int(),
});

const reconciledDayFields = {
  branchCode: z.string(),
  /** On the branch's calendar. */
  day: daySchema,
  status: dayStatusSchema,
  findingCount: z.int(),
  /** The run that compared it; null where that one is so old that it was forgotten. */
  runId: z.uuid().nullable(),
  reconciledAt: momentSchema,
};

export const reconciledDaySchema = z.object({ ...reconciledDayFields, figures: dayFiguresSchema }).meta({ id: 'ReconciledDay' });
export const reconciledDayPageSchema = pageOf(reconciledDaySchema);

/**
 * One order that the books do not agree on. `missing`: sold and not in, or it could not come in; `changed`: its total or way of paying is not
 * what it was, at the till or in central; `surplus`: in central, but not (any more) sold; `doubled`: a Sales Order made by hand beside ours;
 * `cancelled`, `deleted`: our Sales Order, in central.
 */
export const reconcileFindingSchema = z
  .object({
    id: z.uuid(),
    kind: findingKindSchema,
    /** pos.order's id on the branch. */
    remoteId: z.int().nullable(),
    posReference: z.string().nullable(),
    /** The ledger's own id. */
    orderId: z.uuid().nullable(),
    /** sale.order's id in central. */
    centralId: z.int().nullable(),
    centralName: z.string().nullable(),
    /** Opens the Sales Order in central's Odoo. */
    centralUrl: z.string().nullable(),
    /** At the till now. */
    posTotal: moneySchema.nullable(),
    /** What the ledger has kept of the side that has changed since. */
    ledgerTotal: moneySchema.nullable(),
    /** In central now. */
    centralTotal: moneySchema.nullable(),
    currency: z.string().nullable(),
    /** Why an order could not come in: a code of the failure catalogue. */
    failureCode: z.string().nullable(),
    message: z.string(),
  })
  .meta({ id: 'ReconcileFinding' });

export const reconciledDayDetailSchema = z
  .object({ ...reconciledDayFields, figures: dayFiguresSchema, findings: pageOf(reconcileFindingSchema) })
  .meta({ id: 'ReconciledDayDetail' });

/** A day of a branch in few words, for a map of all branches. */
export const reconciliationEntrySchema = z
  .object({
    ...reconciledDayFields,
    branchName: z.string(),
    currency: z.string().nullable(),
    totals: z.object({ branch: tallySchema, ledger: tallySchema, central: tallySchema }),
    toCome: z.int(),
  })
  .meta({ id: 'ReconciliationEntry' });
export const reconciliationPageSchema = pageOf(reconciliationEntrySchema);

export type ReconcileInput = z.infer<typeof reconcileInputSchema>;
export type ReceiveMissingInput = z.infer<typeof receiveMissingInputSchema>;
export type ReceiveMissingAccepted = z.infer<typeof receiveMissingAcceptedSchema>;
export type ReconciledDay = z.infer<typeof reconciledDaySchema>;
export type ReconciledDayDetail = z.infer<typeof reconciledDayDetailSchema>;
export type ReconcileFinding = z.infer<typeof reconcileFindingSchema>;
export type ReconciliationEntry = z.infer<typeof reconciliationEntrySchema>;
