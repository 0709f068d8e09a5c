import { type Database, isDatabaseAway, namesOfRun } from '@branch-sync/db';
import { DelayedError, type Job, parseRunJob, type RunQueueName, UnrecoverableError } from '@branch-sync/queue';
import { type AttemptEnd, executeRun, type RunDeps, type RunTally } from '@branch-sync/sync';
import type { InSpan } from '@branch-sync/telemetry';
import type { Logger } from 'pino';
import { outcomeOf } from './outcome.ts';
import { reportTo } from './report.ts';
import type { ListenedTo } from './silent-branches.ts';

export interface ProcessorOptions {
  readonly deps: RunDeps;
  readonly log: Logger;
  readonly kind: RunQueueName;
  readonly inSpan: InSpan;
  readonly tally: RunTally;
  /** Hears of every attempt, how it ended and how long it took. */
  readonly onEnd: (end: JobEnd, seconds: number) => void;
  readonly branches: ListenedTo;
  /** Begins a run's turn: gives what is asked at every batch's border. */
  readonly startSlice: () => () => Promise<boolean>;
  /** How long a run stays away that has given its place back. Milliseconds. */
  readonly pausedDelayMs: () => number;
}

/** How long a job waits whose branch another run holds, and one for our own database. Milliseconds. */
const branchBusyDelayMs = 3_000;
const databaseAwayDelayMs = 5_000;

/** How an attempt ended, or that nothing could be written down of it. */
export type JobEnd = AttemptEnd | { readonly kind: 'database_away' };

/** The processor of a queue of runs: one attempt at the job's run, and the job moved as the attempt ended. */
export function runProcessor({ deps, log, kind, inSpan, tally, onEnd, branches, startSlice, pausedDelayMs }: ProcessorOptions) {
  return async (job: Job, token: string | undefined) => {
    const { runId } = parseRunJob(job.data);
    const runLog = await logOfRun(deps.db, log, runId);
    const startedAt = performance.now();
    let stopListening = () => {};
    const attributes = { 'branch_sync.run_id': runId, 'branch_sync.kind': kind, 'branch_sync.attempt': job.attemptsMade + 1 };
    const end = await inSpan(`run ${kind}`, attributes, async (note) => {
      const ended = await executeRun(deps, {
        runId,
        failedBefore: job.attemptsMade,
        mayRetry: job.attemptsMade + 1 < (job.opts.attempts ?? 1),
        shouldPause: startSlice(),
        tally,
        inPhase: (name, work) => inSpan(name, {}, work),
        report: reportTo({ db: deps.db, runId, job, log: runLog }),
        onBranchClient(client) {
          stopListening();
          stopListening = branches.add(client);
        },
      })
        .finally(() => stopListening())
        .catch((error: unknown) => endWithoutRecord(error, runLog));
      note({ 'branch_sync.outcome': outcomeOf(ended) });
      return ended;
    });
    onEnd(end, (performance.now() - startedAt) / 1000);
    // The row and the job hold the catalogue's words alone: of our own faults the log has the rest.
    if (end.kind === 'failed' && end.description.code === 'run.internal') runLog.error({ err: end.error }, 'run failed');
    return settle(job, token, end, pausedDelayMs);
  };
}

/** Its lines tell the run, its branch, and the HTTP request that asked for it: one id leads from the call to all that came of it. */
async function logOfRun(db: Database, log: Logger, runId: string): Promise<Logger> {
  // A database that is away is the attempt's to tell.
  const { branch, requestId = null } = (await namesOfRun(db, runId).catch(() => undefined)) ?? {};
  return log.child({ runId, ...(branch && { branch }), ...(requestId && { requestId }) });
}

/**
 * Without the database a run waits, however long, and no attempt is counted. Of its error nothing goes into the queue: it quotes a statement and
 * its values.
 */
function endWithoutRecord(error: unknown, log: Logger): JobEnd {
  if (!isDatabaseAway(error)) {
    log.error({ err: error }, 'run failed');
    throw new Error('The run failed inside branch-sync itself. The worker’s log says why.');
  }
  log.warn({ err: error instanceof Error ? (error.cause ?? error) : error }, 'the database is away; the run waits for it');
  return { kind: 'database_away' };
}

async function settle(job: Job, token: string | undefined, end: JobEnd, pausedDelayMs: () => number): Promise<void> {
  switch (end.kind) {
    case 'over':
      return;
    case 'branch_busy':
      return comeBack(job, token, branchBusyDelayMs);
    case 'paused':
      return comeBack(job, token, pausedDelayMs());
    case 'waiting':
      return comeBack(job, token, end.delayMs);
    case 'database_away':
      return comeBack(job, token, databaseAwayDelayMs);
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
