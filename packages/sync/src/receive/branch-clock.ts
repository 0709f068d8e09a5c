import { type BranchWarning, clockWarning } from '@branch-sync/db';
import { clockInWords, clockIsOff } from '../connections/clock.ts';
import { describeFailure } from '../failures/catalogue.ts';
import { branchInWords } from './order-words.ts';
import type { ReceiveContext } from './receive-context.ts';

/** What the branch's answers said of its clock. */
export function branchClock({ branch, branchClient: { clockOffsetMs } }: ReceiveContext): {
  readonly isRight: boolean;
  readonly warnings: readonly BranchWarning[];
} {
  if (clockOffsetMs === null) return { isRight: false, warnings: [] };
  if (!clockIsOff(clockOffsetMs)) return { isRight: true, warnings: [] };
  const description = describeFailure(clockWarning.code, { branch: branchInWords(branch), ...clockInWords(clockOffsetMs) });
  return { isRight: false, warnings: [{ ...description, fingerprint: clockWarning.fingerprintOf(branch.id), record: null }] };
}
