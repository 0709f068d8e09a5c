import { createHash } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '../connect.ts';
import { failures } from '../schema/failures.ts';
import { type MappedModel, salespeople } from '../schema/mappings.ts';
import { type FailureWords, putStandingFailures } from './standing-failures.ts';

/** A branch whose clock is off: told of the branch as a whole. */
export const clockWarning = { code: 'branch.clock_off', fingerprintOf: (branchId: string) => `clock of ${branchId}` } as const;

/** Whether a failure is such a warning: nothing waits for it, and no run can mend it. */
export const isBranchWarning = sql`(${failures.orderId} is null and (${failures.causeModel} is not null or ${failures.code} = ${clockWarning.code}))`;

/** Something about a branch that is to be mended though nothing waits for it. It stands once, whichever runs see it. */
export interface BranchWarning extends Readonly<FailureWords> {
  readonly fingerprint: string;
  /** The branch's record that it is about, and that a mapping would mend it by; null: the branch itself. */
  readonly record: { readonly model: MappedModel; readonly remoteId: number } | null;
}

/** Records what a receive run has noticed of its branch. What somebody has dismissed is not told again. */
export async function putBranchWarnings(
  tx: Transaction,
  branchId: string,
  runId: string,
  warnings: readonly BranchWarning[],
): Promise<void> {
  if (warnings.length === 0) return;
  const keyOf = ({ code, fingerprint }: Pick<BranchWarning, 'code' | 'fingerprint'>) => `${code} ${fingerprint}`;
  const causes = warnings.map((warning) => createHash('md5').update(keyOf(warning)).digest('hex'));
  const dismissed = await tx
    .select({ code: failures.code, fingerprint: failures.fingerprint })
    .from(failures)
    .where(and(inArray(failures.cause, causes), eq(failures.branchId, branchId), eq(failures.status, 'dismissed')));
  const silenced = new Set(dismissed.map(keyOf));
  const audible = warnings.filter((warning) => !silenced.has(keyOf(warning)));
  await putStandingFailures(
    tx,
    audible.map(({ record, ...warning }) => ({
      ...warning,
      branchId,
      kind: 'receive',
      runId,
      remoteModel: record?.model ?? null,
      remoteId: record?.remoteId ?? null,
      causeModel: record?.model ?? null,
      causeRemoteId: record?.remoteId ?? null,
      status: 'open',
    })),
  );
}

/** Resolves what has been mended since it was told: cashiers that are mapped now, and the clock where it is right. */
export async function resolveMendedWarnings(tx: Transaction, branchId: string, isClockRight: boolean): Promise<void> {
  const isStanding = sql`${failures.branchId} = ${branchId} and ${failures.status} in ('open', 'retrying')`;
  const over = { status: 'resolved' as const, resolvedAt: sql`now()` };
  await tx
    .update(failures)
    .set(over)
    .where(
      sql`${isStanding} and ${failures.causeModel} = 'res.users' and ${failures.orderId} is null and exists (
        select from ${salespeople} where ${salespeople.branchId} = ${branchId} and ${salespeople.remoteUserId} = ${failures.causeRemoteId})`,
    );
  if (!isClockRight) return;
  await tx
    .update(failures)
    .set(over)
    .where(and(isStanding, sql`${failures.cause} = md5(${`${clockWarning.code} ${clockWarning.fingerprintOf(branchId)}`})`));
}
