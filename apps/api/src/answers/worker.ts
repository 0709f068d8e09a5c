import type { Worker } from '@branch-sync/contract';
import type { ListedWorker } from '@branch-sync/db';
import { momentOrNull } from './moment.ts';

/** A worker as the contract has it. */
export function workerAnswer(worker: ListedWorker): Worker {
  const { id, host, pid, version, state, concurrency, running, isConsuming, eventLoopLagMs, rssMb } = worker;
  return {
    id,
    host,
    pid,
    version,
    state,
    concurrency,
    running,
    isConsuming,
    lastJobAt: momentOrNull(worker.lastJobAt),
    eventLoopLagMs,
    rssMb,
    startedAt: worker.startedAt.toISOString(),
    seenAt: worker.seenAt.toISOString(),
    stoppedAt: momentOrNull(worker.stoppedAt),
  };
}
