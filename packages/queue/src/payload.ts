import { z } from 'zod';

const runJobSchema = z.strictObject({ runId: z.uuid() });

/** All that a job says: which run. The rest stands in Postgres, so that no secret and no stale setting lies in a queue. */
export type RunJob = z.infer<typeof runJobSchema>;

/** Parses a job's payload. Throws `ZodError` for anything but `{ runId }`: such a job was not made by us. */
export function parseRunJob(payload: unknown): RunJob {
  return runJobSchema.parse(payload);
}
