import { z } from 'zod';
import { connectionFields, connectionInputFields, secretSchema, tlsCaSchema, transportSchema } from './connection.ts';
import { masterDataInputSchema, masterDataSchema } from './master-data.ts';
import { momentSchema } from './moment.ts';
import { moneySchema, positiveMoneySchema } from './money.ts';
import { odooIdSchema } from './odoo-id.ts';
import { pageOf } from './paging.ts';
import { scheduleInputSchema, schedulePatchSchema, scheduleSchema } from './schedule.ts';
import { lineOfText } from './text.ts';
import { timeZoneSchema } from './time-zone.ts';

/** A branch's own short name: it stands in URLs and in the origin of its Sales Orders. */
export const branchCodeSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, {
  error: 'must be 1 to 63 letters, digits, - and _, a letter or digit first',
});

export const branchParamsSchema = z.strictObject({ code: branchCodeSchema });

/** Bounds of the calls to this branch, in milliseconds; null or left out: as for all. */
const timeoutFields = {
  connectTimeoutMs: z.int().min(100).max(120_000).nullish(),
  callTimeoutMs: z.int().min(100).max(900_000).nullish(),
};

/** Central's records that this branch's orders are written with; null or left out: as central's Odoo chooses. */
const optionalIdFields = {
  /** res.users */
  defaultSalespersonId: odooIdSchema.nullish(),
  /** stock.warehouse */
  warehouseId: odooIdSchema.nullish(),
  /** product.pricelist */
  pricelistId: odooIdSchema.nullish(),
  /** res.company */
  companyId: odooIdSchema.nullish(),
};

/** Whom an order is for where its POS customer is not linked: the default customer always, the one that matches, or a new one if none does. */
export const customerRuleSchema = z.enum(['default', 'match', 'match_and_create']);
/** What is done about a total that differs by no more than `adjustLimit`: it is told, or made up for by a line of `adjustProductId`. */
export const totalRuleSchema = z.enum(['flag', 'adjust']);

const adjustFields = {
  /** product.product of central. */
  adjustProductId: odooIdSchema.nullish(),
  /** In the orders' currency. */
  adjustLimit: positiveMoneySchema.nullish(),
};

const nameSchema = lineOfText(200);

export const branchInputSchema = z.strictObject({
  code: branchCodeSchema,
  name: nameSchema,
  timezone: timeZoneSchema,
  ...connectionInputFields,
  secret: secretSchema,
  transport: transportSchema.default('auto'),
  ...timeoutFields,
  /** res.partner: who buys where the till does not say. */
  defaultCustomerId: odooIdSchema,
  ...optionalIdFields,
  customerRule: customerRuleSchema.default('default'),
  totalRule: totalRuleSchema.default('flag'),
  ...adjustFields,
  /** What of central's master data the branch takes; left out: nothing. */
  masterData: masterDataInputSchema.optional(),
  receive: scheduleInputSchema.default({ paused: false }),
  /** When master data is pushed; left out: by hand only. */
  push: scheduleInputSchema.nullish(),
  /** Left out: every night between 3 and 4, at a minute of its own; null: by hand only. */
  reconcile: scheduleInputSchema.nullish(),
});

/** A change: what is left out stays, null clears. The code stays: it is what the ledger and central know the branch by. */
export const branchPatchSchema = z.strictObject({
  name: nameSchema.optional(),
  timezone: timeZoneSchema.optional(),
  url: connectionInputFields.url.optional(),
  database: connectionInputFields.database.optional(),
  login: connectionInputFields.login.optional(),
  secret: secretSchema.optional(),
  transport: transportSchema.optional(),
  tlsCa: tlsCaSchema.nullish(),
  tlsVerify: z.boolean().optional(),
  ...timeoutFields,
  defaultCustomerId: odooIdSchema.optional(),
  ...optionalIdFields,
  customerRule: customerRuleSchema.optional(),
  totalRule: totalRuleSchema.optional(),
  ...adjustFields,
  /** The whole of it: what is left out of it gets its default. */
  masterData: masterDataInputSchema.optional(),
  receive: schedulePatchSchema.optional(),
  /** Null: by hand only from now on. */
  push: schedulePatchSchema.nullish(),
  /** Null: by hand only from now on. */
  reconcile: schedulePatchSchema.nullish(),
});

export const branchSchema = z
  .object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    timezone: z.string(),
    ...connectionFields,
    connectTimeoutMs: z.int().nullable(),
    callTimeoutMs: z.int().nullable(),
    defaultCustomerId: z.int(),
    defaultSalespersonId: z.int().nullable(),
    warehouseId: z.int().nullable(),
    pricelistId: z.int().nullable(),
    companyId: z.int().nullable(),
    customerRule: customerRuleSchema,
    totalRule: totalRuleSchema,
    adjustProductId: z.int().nullable(),
    adjustLimit: moneySchema.nullable(),
    masterData: masterDataSchema,
    receive: scheduleSchema,
    /** Null: by hand only. */
    push: scheduleSchema.nullable(),
    /** Null: by hand only. */
    reconcile: scheduleSchema.nullable(),
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .meta({ id: 'Branch' });

export const branchPageSchema = pageOf(branchSchema);

/** A connection that is tried before there is a branch of it: nothing is kept. */
export const branchConnectionInputSchema = z.strictObject({
  ...connectionInputFields,
  secret: secretSchema,
  transport: transportSchema.default('auto'),
  ...timeoutFields,
});

export type BranchInput = z.infer<typeof branchInputSchema>;
export type BranchPatch = z.infer<typeof branchPatchSchema>;
export type BranchConnectionInput = z.infer<typeof branchConnectionInputSchema>;
export type Branch = z.infer<typeof branchSchema>;
