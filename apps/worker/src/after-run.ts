import { failRun, findRunWithBranch, leaveRunFailuresOpen } from '@branch-sync/db';
import { parseRunJob, type Queues, type StoreWorker } from '@branch-sync/queue';
import { describeFailure, enqueueNextRun, type RunDeps } from '@branch-sync/sync';
import type { Logger } from 'pino';

/**
 * Looks after what a job leaves behind: the branch's next waiting run is enqueued (its job was refused while this one was
 * there), and a run whose job the queue gave up is ended, so that none hangs.
 */
export function watchEnds(worker: StoreWorker, { db }: RunDeps, queues: Queues, log: Logger): void {
  const warn = (error: unknown) => log.warn({ err: error }, 'could not look after the end of a job');
  worker.on('completed', (job) => {
    enqueueNextAfter(job.data).catch(warn);
  });
  worker.on('failed', (job, error) => {
    if (job?.finishedOn === undefined) return;
    endIfHanging(job.data, error)
      .then(() => enqueueNextAfter(job.data))
      .catch(warn);
  });

  async function enqueueNextAfter(payload: unknown): Promise<void> {
    const found = await findRunWithBranch(db, parseRunJob(payload).runId);
    if (found !== undefined) await enqueueNextRun({ db, queues }, found.run);
  }

  async function endIfHanging(payload: unknown, error: Error): Promise<void> {
    const found = await findRunWithBranch(db, parseRunJob(payload).runId);
    if (found === undefined || found.run.finishedAt !== null) return;
    const { code, message, fix } = describeFailure('run.gave_up', { branch: found.branch.code, detail: error.message });
    await db.transaction(async (tx) => {
      await failRun(tx, found.run.id, { code, message, fix });
      await leaveRunFailuresOpen(tx, found.run.branchId, found.run.kind);
    });
  }
}
