import { acquireLease, type Database, type Lease, releaseLease, renewLease } from '@branch-sync/db';

/** A lease that renews itself until it is let go; `signal` is aborted when it went to another. */
export interface HeldLease {
  readonly lease: Lease;
  readonly signal: AbortSignal;
  letGo(): Promise<void>;
}

/**
 * Takes a branch's lease for a run and keeps it. Undefined where another run holds it. A renewal that fails for want of the
 * database is no loss: without the database nothing can be committed, and the token decides when it is back.
 */
export async function holdLease(db: Database, branchId: string, runId: string, ttlMs: number): Promise<HeldLease | undefined> {
  const lease = await acquireLease(db, branchId, runId, ttlMs);
  if (lease === undefined) return undefined;
  const lost = new AbortController();
  const renewal = setInterval(() => {
    renewLease(db, lease, ttlMs).then(
      (isOurs) => {
        if (!isOurs) lost.abort();
      },
      () => undefined,
    );
  }, ttlMs / 3);
  renewal.unref();
  return {
    lease,
    signal: lost.signal,
    letGo: async () => {
      clearInterval(renewal);
      await releaseLease(db, lease);
    },
  };
}
