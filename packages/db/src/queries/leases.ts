import { and, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { leases } from '../schema/branches.ts';

/** The right to work on a branch until `ttlMs` after the last renewal; whoever comes later has a higher token. */
export interface Lease {
  readonly branchId: string;
  readonly holder: string;
  readonly token: number;
}

/** The lease went to another holder: whatever was done under the old one must not be committed. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
  constructor(lease: Lease) {
    super(`The lease on branch ${lease.branchId} (token ${lease.token}) went to another run.`);
  }
}

const expiry = (ttlMs: number) => sql`now() + make_interval(secs => ${ttlMs / 1000})`;

/**
 * Takes the branch's lease for a run: free, run out, or held by the same run (whose process died): always with a new token,
 * so that a process that only seemed dead is fenced off. Undefined where another run holds it. Database time throughout.
 */
export async function acquireLease(db: Database, branchId: string, holder: string, ttlMs: number): Promise<Lease | undefined> {
  const [row] = await db
    .insert(leases)
    .values({ branchId, holder, token: 1, expiresAt: expiry(ttlMs) })
    .onConflictDoUpdate({
      target: leases.branchId,
      set: { holder, token: sql`${leases.token} + 1`, expiresAt: expiry(ttlMs) },
      setWhere: sql`${leases.expiresAt} <= now() or ${leases.holder} = ${holder} or ${leases.holder} is null`,
    })
    .returning({ token: leases.token });
  return row === undefined ? undefined : { branchId, holder, token: row.token };
}

/** Prolongs a lease. False where it has gone to another. */
export async function renewLease(db: Database, lease: Lease, ttlMs: number): Promise<boolean> {
  const renewed = await db
    .update(leases)
    .set({ expiresAt: expiry(ttlMs) })
    .where(sameLease(lease))
    .returning({ token: leases.token });
  return renewed.length === 1;
}

/** Gives a lease back; nothing happens where it has gone to another. The row stays: tokens only grow. */
export async function releaseLease(db: Database, lease: Lease): Promise<void> {
  await db.update(leases).set({ holder: null, expiresAt: sql`now()` }).where(sameLease(lease));
}

/** Does work in a transaction that the lease's newest holder alone may commit. Throws `LeaseLostError`. */
export async function underLease<T>(db: Database, lease: Lease, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await assertLease(tx, lease);
    return work(tx);
  });
}

/** Locks the lease for the rest of a transaction. Throws `LeaseLostError` where the token is no longer the newest. */
async function assertLease(tx: Transaction, lease: Lease): Promise<void> {
  const [held] = await tx.select({ token: leases.token }).from(leases).where(sameLease(lease)).for('update');
  if (held === undefined) throw new LeaseLostError(lease);
}

function sameLease(lease: Lease) {
  return and(eq(leases.branchId, lease.branchId), eq(leases.token, lease.token), eq(leases.holder, lease.holder));
}
