import { z } from 'zod';
import { circuitSchema } from './circuit.ts';
import { momentSchema } from './moment.ts';
import { moneySchema } from './money.ts';
import { runKindSchema, runStatusSchema } from './run.ts';

/**
 * How a branch stands, in a word; of several that hold the first. `paused`: its receive is paused; `offline`: it does not answer; `behind`: an import
 * that was due has not come to its end; `never_run`: none ever has; `waiting`: one waits for its turn, or for the branch; `healthy`: none of these.
 */
export const branchStateSchema = z.enum(['paused', 'offline', 'behind', 'never_run', 'waiting', 'healthy']);

/** Orders that came in, and what they sum up to at the till, by currency. */
const salesSchema = z.object({
  orders: z.int(),
  amounts: z.array(z.object({ currency: z.string(), amount: moneySchema })),
});

export const overviewBranchSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    /** Where `today` begins and ends. */
    timezone: z.string(),
    state: branchStateSchema,
    /** Since when it is offline, or since when an import is overdue; null in the other states. */
    since: momentSchema.nullable(),
    /** An offline branch is tried again then. */
    nextTryAt: momentSchema.nullable(),
    /** Null: by hand only, paused, or not planned yet. */
    nextDueAt: momentSchema.nullable(),
    /** What is queued or under way, the first of it. */
    activeRun: z.object({ id: z.uuid(), kind: runKindSchema, status: runStatusSchema }).nullable(),
    /** The last import that is over, however it ended. */
    lastReceive: z.object({ runId: z.uuid(), status: runStatusSchema, finishedAt: momentSchema }).nullable(),
    /** How long ago the last import began that looked at all there was: what is older is known here. Null: none yet. */
    lagSeconds: z.int().nullable(),
    /** Sold since midnight of the branch, and in the same stretch of the same day a week ago. */
    today: salesSchema,
    weekBefore: salesSchema,
    /** Standing failures but those that only tell. */
    openFailures: z.int(),
  })
  .meta({ id: 'OverviewBranch' });

export const overviewSchema = z
  .object({
    /** When it was put together: some seconds ago at most. */
    at: momentSchema,
    /** All branches that are not archived, those that need somebody first. */
    branches: z.array(overviewBranchSchema),
    totals: z.object({
      /** How many branches are in each state. */
      states: z.record(branchStateSchema, z.int()),
      today: salesSchema,
      weekBefore: salesSchema,
      /** Standing failures but those that only tell, and the orders that wait for a cure. */
      failures: z.object({ failures: z.int(), waiting: salesSchema }),
    }),
    /** The last 24 hours, whole hours of UTC, the running one last. */
    hours: z
      .array(
        z.object({
          from: momentSchema,
          /** Orders that came in. */
          imported: z.int(),
          /** Failures that were new. */
          failures: z.int(),
        }),
      )
      .length(24),
    /** Null: not set yet. */
    central: z
      .object({ circuit: circuitSchema, version: z.string().nullable(), lastContactAt: momentSchema.nullable() })
      .nullable(),
    workers: z.object({
      running: z.int(),
      silent: z.int(),
      /** Runs that they may work on at once, and do. */
      places: z.int(),
      busy: z.int(),
    }),
    runs: z.object({ queued: z.int(), running: z.int() }),
  })
  .meta({ id: 'Overview' });

export type BranchState = z.infer<typeof branchStateSchema>;
export type OverviewBranch = z.infer<typeof overviewBranchSchema>;
export type Overview = z.infer<typeof overviewSchema>;
