import { z } from 'zod';
import { eachOnce } from './each-once.ts';
import { linkModelSchema } from './link.ts';
import { momentSchema } from './moment.ts';
import { moneySchema } from './money.ts';
import { odooIdSchema } from './odoo-id.ts';
import { pageOf, pageQueryFields } from './paging.ts';
import { lineOfText } from './text.ts';

/** What of a branch is mapped: the models of links, and cashiers (res.users) to salespeople. */
export const mappedModelSchema = z.enum([...linkModelSchema.options, 'res.users']);

const sourceSchema = z.enum(['hand', 'barcode', 'reference', 'vat', 'email', 'values', 'created', 'pushed']);

/**
 * How a branch's record stands to central. With a link: how that came about, or `stale` where central's record was archived or deleted
 * (`centralState` says which). Without: `missing`, somebody should map it; `default`, its orders go to the branch's default customer or
 * salesperson, which is no fault; `unneeded`, nothing waits for it.
 */
export const mappingStateSchema = z.enum([...sourceSchema.options, 'stale', 'missing', 'default', 'unneeded']);

const centralStateSchema = z.enum(['active', 'archived', 'deleted']);

/** Orders by number and sum; amounts of several currencies are not added up. */
const ordersAndAmounts = {
  orders: z.int(),
  amounts: z.array(z.object({ currency: z.string(), amount: moneySchema })),
};

export const mappingQuerySchema = z.strictObject({
  model: mappedModelSchema.optional(),
  state: mappingStateSchema.optional(),
  /** Part of either name, a whole barcode or reference, or the id of either record. */
  q: lineOfText(100).optional(),
  ...pageQueryFields,
});

export const mappingSchema = z
  .object({
    branchCode: z.string(),
    model: mappedModelSchema,
    remoteId: z.int(),
    /** As the branch's orders name it; null where none has yet. */
    remoteName: z.string().nullable(),
    centralId: z.int().nullable(),
    /** As of `checkedAt`; null where central's record was not looked at yet. */
    centralName: z.string().nullable(),
    centralState: centralStateSchema.nullable(),
    state: mappingStateSchema,
    source: sourceSchema.nullable(),
    updatedAt: momentSchema.nullable(),
    checkedAt: momentSchema.nullable(),
    /** The orders that did not come in for want of it. */
    waiting: z.object(ordersAndAmounts),
  })
  .meta({ id: 'Mapping' });

export const mappingPageSchema = pageOf(mappingSchema);

export const mappingSummarySchema = z
  .array(
    z.object({
      model: mappedModelSchema,
      /** How many records are in each state; states without any are left out. */
      counts: z.partialRecord(mappingStateSchema, z.int()),
      waiting: z.object(ordersAndAmounts),
    }),
  )
  .meta({ id: 'MappingSummary' });

/** Mappings set by hand: `centralId` null forgets one. Those that are not named stay. All are set, or none. */
export const mappingsInputSchema = z.strictObject({
  settings: z
    .array(z.strictObject({ model: mappedModelSchema, remoteId: odooIdSchema, centralId: odooIdSchema.nullable() }))
    .min(1)
    .max(1_000)
    .superRefine(eachOnce(({ model, remoteId }) => `${model} ${remoteId}`, 'remoteId')),
  /** Whether what waited for them is tried again at once. */
  retry: z.boolean().default(false),
});

/** What a branch has been asked for that there is to map, before any order of it has come. */
export const mappingDiscoverySchema = z
  .object({
    /** How many records of each model are known now; a model that our user may not read is told in `unread`. */
    known: z.array(z.object({ model: mappedModelSchema, records: z.int() })),
    unread: z.array(z.object({ model: mappedModelSchema, why: z.string() })),
  })
  .meta({ id: 'MappingDiscovery' });

/** What mapping the named records cures. */
const curableSchema = z.object({
  /** Standing failures that they caused. */
  failures: z.int(),
  /** The orders that nothing else holds up, and what they sum up to. */
  ...ordersAndAmounts,
});

const retriesSchema = z.array(z.object({ branchCode: z.string(), runId: z.uuid(), orders: z.int() }));

export const mappingsSetSchema = z
  .object({
    set: z.array(
      z.object({
        branchCode: z.string(),
        model: mappedModelSchema,
        remoteId: z.int(),
        centralId: z.int().nullable(),
        centralName: z.string().nullable(),
      }),
    ),
    /** Why central's records were set without being looked at; null: they were. */
    unchecked: z.string().nullable(),
    curable: curableSchema,
    /** The runs that try the waiting orders again, if that was asked for. */
    runs: retriesSchema,
  })
  .meta({ id: 'MappingsSet' });

/** Links the record that a group's failures are about to one of central's, in every branch of the group. */
export const groupLinkInputSchema = z.strictObject({ centralId: odooIdSchema, retry: z.boolean().default(false) });

export const linkCheckSchema = z
  .object({
    /** Records of central that were looked at. */
    checked: z.int(),
    archived: z.int(),
    deleted: z.int(),
  })
  .meta({ id: 'LinkCheck' });

export const suggestionQuerySchema = z.strictObject({
  model: mappedModelSchema,
  remoteId: z.coerce.number<string>({ error: 'must be a number' }).pipe(odooIdSchema),
});

/** Records of a page come from central in calls that hold a hundred. */
export const missingSuggestionQuerySchema = z.strictObject({
  model: mappedModelSchema,
  /** `unlinked`: all that have no link, waited for or not; of a new branch nothing is. */
  state: z.enum(['missing', 'unlinked']).default('missing'),
  ...pageQueryFields,
  limit: z.coerce.number<string>({ error: 'must be a number' }).int().min(1).max(100).default(50),
});

/** What of central a branch's record may be, the best first, ten at most. */
export const suggestionsSchema = z.array(
  z.object({
    centralId: z.int(),
    centralName: z.string(),
    /** From 0 to 1: the same barcode or VAT number 1, the same reference 0.97, the same name 0.95. */
    score: z.number(),
    /** What speaks for it, in words. */
    why: z.string(),
  }),
);

const suggestionsForSchema = z
  .object({
    model: mappedModelSchema,
    remoteId: z.int(),
    remoteName: z.string().nullable(),
    suggestions: suggestionsSchema,
  })
  .meta({ id: 'SuggestionsFor' });

export const missingSuggestionPageSchema = pageOf(suggestionsForSchema);

export const mappingCsvQuerySchema = z.strictObject({ model: mappedModelSchema.optional() });

/** What becomes of an import with bad rows: nothing is set, or its good rows are. */
export const mappingImportQuerySchema = z.strictObject({
  mode: z.enum(['all_or_nothing', 'good_rows']).default('all_or_nothing'),
  /** Whether what waited for the mapped records is tried again at once. */
  retry: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});

export const mappingImportSchema = z
  .object({
    /** Rows that were set, or forgotten. */
    applied: z.int(),
    /** Rows that say what stands already, or nothing. */
    unchanged: z.int(),
    bad: z.array(
      z.object({
        /** Counted from 1, the header's line. */
        line: z.int(),
        column: z.string().nullable(),
        /** What is wrong, and what to do. */
        message: z.string(),
      }),
    ),
    unchecked: z.string().nullable(),
    curable: curableSchema,
    runs: retriesSchema,
  })
  .meta({ id: 'MappingImport' });

export type MappingImport = z.infer<typeof mappingImportSchema>;
export type MappedModel = z.infer<typeof mappedModelSchema>;
export type MappingState = z.infer<typeof mappingStateSchema>;
export type Mapping = z.infer<typeof mappingSchema>;
export type MappingSummary = z.infer<typeof mappingSummarySchema>;
export type MappingsInput = z.infer<typeof mappingsInputSchema>;
export type MappingDiscovery = z.infer<typeof mappingDiscoverySchema>;
export type SuggestionsFor = z.infer<typeof suggestionsForSchema>;
export type LinkCheck = z.infer<typeof linkCheckSchema>;
export type MappingsSet = z.infer<typeof mappingsSetSchema>;
