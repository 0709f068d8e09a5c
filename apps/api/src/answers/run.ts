import type { Run } from '@branch-sync/contract';
import type { ListedRun } from '@branch-sync/db';
import { momentOrNull } from './moment.ts';

/** A run as the contract has it. */
export function runAnswer({ run, branchCode }: ListedRun): Run {
  const { id, kind, trigger, status, request, requestId, attempts, expected, odooCalls, error } = run;
  const { seen, imported, alreadyThere, failed, flagged } = run;
  return {
    id,
    branchCode,
    kind,
    trigger,
    status,
    request,
    requestId,
    attempts,
    counts: { seen, imported, alreadyThere, failed, flagged },
    expected,
    odooCalls,
    createdAt: run.createdAt.toISOString(),
    startedAt: momentOrNull(run.startedAt),
    finishedAt: momentOrNull(run.finishedAt),
    cancelRequestedAt: momentOrNull(run.cancelRequestedAt),
    error,
  };
}
