import type { Failure } from '@branch-sync/contract';
import type { ListedFailure } from '@branch-sync/db';
import { momentOrNull } from './moment.ts';

/** A failure as the contract has it. */
export function failureAnswer({ failure, branchCode }: ListedFailure): Failure {
  const { id, kind, runId, code, message, fix, payload, remoteModel, remoteId, attempts, status } = failure;
  return {
    id,
    branchCode,
    kind,
    runId,
    code,
    class: failure.class,
    message,
    fix,
    payload: payload ?? null,
    remoteModel,
    remoteId,
    attempts,
    status,
    firstSeenAt: failure.firstSeenAt.toISOString(),
    lastSeenAt: failure.lastSeenAt.toISOString(),
    resolvedAt: momentOrNull(failure.resolvedAt),
  };
}
