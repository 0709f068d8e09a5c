import { and, eq, inArray, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Database, Transaction } from '../connect.ts';
import { type CentralState, orders } from '../schema/orders.ts';
import { reconciledDays, reconcileFindings } from '../schema/reconciliation.ts';
import { type Lease, underLease } from './leases.ts';
import { countInRun } from './run-counts.ts';
import type { RunCounts } from './run-lifecycle.ts';

export type Finding = Omit<typeof reconcileFindings.$inferSelect, 'id' | 'branchId' | 'day'>;

/** What became of one day's comparison. */
export interface DayOutcome extends Pick<typeof reconciledDays.$inferSelect, 'day' | 'status' | 'figures'> {
  /** How many there are; of very many only the first are kept. */
  readonly findingCount: number;
  readonly findings: readonly Finding[];
}

/** How an order (its id in the ledger) stands in central. */
export interface OrderSighting {
  readonly id: string;
  /** The Sales Order that was looked for. */
  readonly centralId: number;
  readonly state: CentralState;
  readonly name: string | null;
  /** Whom it is for by now; null: it is not there. */
  readonly customerId: number | null;
}

export interface ReconcileOutcome {
  readonly lease: Lease;
  readonly runId: string;
  readonly days: readonly DayOutcome[];
  readonly sightings: readonly OrderSighting[];
  readonly counts: RunCounts;
}

/** Rows of one insert: a statement takes 65,535 values. */
const findingsAtOnce = 1_000;

/**
 * Records a stretch of days: what was found before of these days goes, and sightings and counts go along, all of it together and only under
 * the newest lease. Tells whether somebody wants the run to end here. Throws `LeaseLostError`.
 */
export async function recordReconcileOutcome(
  db: Database,
  { lease, runId, days, sightings, counts }: ReconcileOutcome,
): Promise<{ isCancelRequested: boolean }> {
  return underLease(db, lease, async (tx) => {
    await replaceDays(tx, lease.branchId, runId, days);
    await keepSightings(tx, sightings);
    return countInRun(tx, runId, counts);
  });
}

async function replaceDays(tx: Transaction, branchId: string, runId: string, days: readonly DayOutcome[]): Promise<void> {
  if (days.length === 0) return;
  const asked = days.map(({ day }) => day);
  await tx.delete(reconciledDays).where(and(eq(reconciledDays.branchId, branchId), inArray(reconciledDays.day, asked)));
  await tx
    .insert(reconciledDays)
    .values(
      days.map(({ day, status, figures, findingCount }) => ({ branchId, runId, day, status, figures, findings: findingCount })),
    );
  const findings = days.flatMap(({ day, findings: found }) =>
    found.map((finding) => ({ id: uuidv7(), branchId, day, ...finding })),
  );
  for (let first = 0; first < findings.length; first += findingsAtOnce) {
    await tx.insert(reconcileFindings).values(findings.slice(first, first + findingsAtOnce));
  }
}

/** A row that names another Sales Order by now was brought in again meanwhile. */
async function keepSightings(tx: Transaction, sightings: readonly OrderSighting[]): Promise<void> {
  if (sightings.length === 0) return;
  const rows = sightings.map(({ centralId, customerId, ...seen }) => ({
    ...seen,
    central_id: centralId,
    customer_id: customerId,
  }));
  await tx.execute(sql`
    update ${orders} set central_state = seen.state, central_seen_at = now(), central_name = coalesce(seen.name, orders.central_name),
      customer_id = coalesce(seen.customer_id, orders.customer_id)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as seen (id uuid, central_id int, state text, name text, customer_id int)
    where orders.id = seen.id and orders.central_id = seen.central_id`);
}
