import type { FailureGroup } from '@branch-sync/contract';
import type { FailureGroup as Group } from '@branch-sync/db';
import { severityOf } from '@branch-sync/sync';

/** A group of failures as the contract has it. */
export function failureGroupAnswer({ firstSeenAt, lastSeenAt, branches, amounts, records, ...shown }: Group): FailureGroup {
  return {
    ...shown,
    severity: severityOf(shown.code),
    branches: [...branches],
    amounts: [...amounts],
    records: [...records],
    firstSeenAt: firstSeenAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  };
}
