import { z } from 'zod';

/** One thing that a connection test found. `ok` findings are told too: a person wants to see what was looked at. */
export const findingSchema = z.object({
  level: z.enum(['ok', 'warning', 'error']),
  code: z.string(),
  message: z.string(),
  /** What to do; null where there is nothing to do. */
  fix: z.string().nullable(),
});

/** What a connection test learned; a part is null where the test did not get as far. */
export const connectionCheckSchema = z
  .object({
    /** Whether no finding is an error. */
    ok: z.boolean(),
    version: z.string().nullable(),
    transport: z.enum(['xmlrpc', 'json2']).nullable(),
    user: z.object({ id: z.int(), name: z.string(), login: z.string(), timezone: z.string().nullable() }).nullable(),
    company: z
      .object({ id: z.int(), name: z.string(), currency: z.string().nullable(), taxRoundingMethod: z.string().nullable() })
      .nullable(),
    /** Rights that our user lacks: `check_access_rights` answered no. */
    missingRights: z.array(z.object({ model: z.string(), operation: z.string() })),
    /** Decimals that central's sale.order.line keeps; null: kept as given. Null as a whole for a branch. */
    digits: z.object({ quantity: z.int().nullable(), discount: z.int().nullable(), price: z.int().nullable() }).nullable(),
    /** That machine's clock less ours, in milliseconds. */
    clockOffsetMs: z.number().nullable(),
    findings: z.array(findingSchema),
  })
  .meta({ id: 'ConnectionCheck' });

export type ConnectionCheck = z.infer<typeof connectionCheckSchema>;
