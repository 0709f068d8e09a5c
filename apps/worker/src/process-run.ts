import { DelayedError, type Job, parseRunJob, UnrecoverableError } from '@branch-sync/queue';
import { type AttemptEnd, executeRun, type RunDeps } from '@branch-sync/sync';
import type { Logger } from 'pino';
import { reportTo } from './report.ts';

export interface ProcessorOptions {
  readonly deps: RunDeps;
  readonly log: Logger;
  readonly shouldStop: () => boolean;
}

/** How long a job waits whose branch another run holds, and one whose worker stops. Milliseconds. */
const branchBusyDelayMs = 3_000;
const interruptedDelayMs = 250;

/** The processor of a queue of runs: one attempt at the job's run, and the job moved as the attempt ended. */
export function runProcessor({ deps, log, shouldStop }: ProcessorOptions) {
  return async (job: Job, token: string | undefined) => {
    const { runId } = parseRunJob(job.data);
    const mayRetry = job.attemptsMade + 1 < (job.opts.attempts ?? 1);
    const end = await executeRun(deps, { runId, mayRetry, shouldStop, report: reportTo(job, log.child({ runId })) });
    // The row and the job hold the catalogue's words alone: of our own faults the log has the rest.
    if (end.kind === 'failed' && end.description.code === 'run.internal') log.error({ err: end.error, runId }, 'run failed');
    return settle(job, token, end);
  };
}

async function settle(job: Job, token: string | undefined, end: AttemptEnd): Promise<void> {
  switch (end.kind) {
    case 'over':
      return;
    case 'branch_busy':
      return comeBack(job, token, branchBusyDelayMs);
    case 'interrupted':
      return comeBack(job, token, interruptedDelayMs);
    case 'failed':
      // Only the catalogue's words go into the queue: a raw error may quote what must not be shown there.
      throw end.willRetry ? new Error(end.description.message) : new UnrecoverableError(end.description.message);
  }
}

/** Gives the job back without counting an attempt (BullMQ: moveToDelayed, then DelayedError). */
async function comeBack(job: Job, token: string | undefined, delayMs: number): Promise<never> {
  await job.moveToDelayed(Date.now() + delayMs, token);
  throw new DelayedError();
}
