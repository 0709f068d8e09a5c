import type { Failure } from '@branch-sync/contract';
import type { ListedFailure } from '@branch-sync/db';
import { severityOf } from '@branch-sync/sync';
import { momentOrNull } from './moment.ts';

/** A failure as the contract has it. */
export function failureAnswer({ failure, branchCode, order }: ListedFailure): Failure {
  const { branchId: _branch, fingerprint: _fingerprint, sameness: _sameness, cause, payload, ...shown } = failure;
  return {
    ...shown,
    branchCode,
    severity: severityOf(failure.code),
    group: cause,
    payload: payload ?? null,
    posReference: order?.posReference ?? null,
    amount: order?.posTotal ?? null,
    currency: order?.currency ?? null,
    firstSeenAt: failure.firstSeenAt.toISOString(),
    lastSeenAt: failure.lastSeenAt.toISOString(),
    resolvedAt: momentOrNull(failure.resolvedAt),
  };
}
