import type { Job } from 'bullmq';

/** What a worker does with a queue. */
export interface JobTally {
  /** Jobs that it works on. */
  readonly running: number;
  /** When it took its last job, by `performance.now()`; null: none yet. */
  readonly lastTakenAt: number | null;
}

type Processor = (job: Job, token: string | undefined) => Promise<unknown>;

/** Counts what goes through a processor. BullMQ's events do not do: a job that is put off ends without one. */
export function tallyJobs(processor: Processor): { readonly processor: Processor; readonly tally: JobTally } {
  const tally: { running: number; lastTakenAt: number | null } = { running: 0, lastTakenAt: null };
  return {
    tally,
    async processor(job, token) {
      tally.running += 1;
      tally.lastTakenAt = performance.now();
      try {
        return await processor(job, token);
      } finally {
        tally.running -= 1;
      }
    },
  };
}
