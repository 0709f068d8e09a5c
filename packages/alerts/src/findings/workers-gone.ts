import type { AlertRule, WorkerSign } from '@branch-sync/db';
import type { AlertFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { counted, timeIn } from '../words.ts';

/** A worker beats every five seconds. */
const silentAfterMs = 30_000;

/** Fewer workers run than should, and those of the last day that have fallen silent without having said that they stop, and were not replaced. */
export function workersGone(rule: AlertRule, { workers, at }: AlertFacts): Finding[] {
  return [...tooFew(rule, workers, at), ...unreplaced(workers, at).map((worker) => silent(rule, worker))];
}

const isRunning = ({ stoppedAt, seenAt }: WorkerSign, at: Date) =>
  stoppedAt === null && at.getTime() - seenAt.getTime() <= silentAfterMs;
const isSilent = (worker: WorkerSign, at: Date) => worker.stoppedAt === null && !isRunning(worker, at);

function tooFew({ workers: wanted }: AlertRule, workers: readonly WorkerSign[], at: Date): Finding[] {
  const running = workers.filter((worker) => isRunning(worker, at)).length;
  if (wanted === null || running >= wanted) return [];
  return [
    {
      subject: 'workers',
      branchId: null,
      title: running === 0 ? 'No worker runs' : `${running} of ${wanted} workers run`,
      message: `${counted(wanted, 'worker')} should run. ${running === 0 ? 'Nothing is received, pushed or reconciled.' : 'Runs wait longer than they should.'} Start what is missing.`,
      figures: { running, wanted },
      since: null,
      mayOpen: true,
    },
  ];
}

function silent({ timezone }: AlertRule, { id, host, seenAt }: WorkerSign): Finding {
  return {
    subject: `worker:${id}`,
    branchId: null,
    title: `A worker on ${host} has gone without a word`,
    message: `It was last seen at ${timeIn(timezone, seenAt)}, did not say that it stops, and none was started in its place. What it worked on is taken up by others.`,
    figures: { workerId: id, host, seenAt: seenAt.toISOString() },
    since: seenAt,
    mayOpen: true,
  };
}

/** Each worker that was started after another fell silent stands in for one of those: a machine that is restarted has a new one. */
export function unreplaced(workers: readonly WorkerSign[], at: Date): WorkerSign[] {
  const gone = workers
    .filter((worker) => isSilent(worker, at))
    .sort((one, other) => other.seenAt.getTime() - one.seenAt.getTime());
  const starts = workers.map(({ startedAt }) => startedAt).sort((one, other) => other.getTime() - one.getTime());
  // From the newest on: who was started last can stand in for any, who was started first for few.
  return gone.filter((worker) => {
    const [newest] = starts;
    if (newest === undefined || newest <= worker.seenAt) return true;
    starts.shift();
    return false;
  });
}
