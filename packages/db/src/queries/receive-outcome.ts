import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Database, Transaction } from '../connect.ts';
import { type FailureTechnical, failures } from '../schema/failures.ts';
import { links, type MappedModel } from '../schema/mappings.ts';
import { type OrderPayment, type OrderStatus, orders } from '../schema/orders.ts';
import { type BranchWarning, putBranchWarnings, resolveMendedWarnings } from './branch-warnings.ts';
import { learnLinks } from './learn-links.ts';
import { type Lease, underLease } from './leases.ts';
import type { LearnedLink } from './mapping-lookup.ts';
import { type CursorMove, moveReceiveCursor } from './receive-cursor.ts';
import { type NamedRecord, putRemoteRecords } from './remote-records.ts';
import { countInRun } from './run-counts.ts';
import type { RunCounts } from './run-lifecycle.ts';
import { type FailureWords, putStandingFailures, resolveEarlier } from './standing-failures.ts';

/** What became of one POS order. Money is a decimal string in the order's currency. */
export interface OrderOutcome {
  readonly identity: string;
  readonly uuid: string | null;
  readonly remoteId: number;
  readonly posReference: string;
  readonly status: OrderStatus;
  readonly orderedAt: Date;
  readonly currency: string;
  readonly posTotal: string;
  readonly centralId: number | null;
  readonly centralName: string | null;
  /** Central's res.partner. */
  readonly customerId: number | null;
  readonly centralTotal: string | null;
  readonly adjustment: string | null;
  readonly flag: string | null;
  readonly flagMessage: string | null;
  readonly payments: readonly OrderPayment[];
}

/** Why one order did not come in. */
export interface OrderFailure extends Readonly<FailureWords> {
  readonly identity: string;
  readonly remoteId: number;
  /** The same for all failures that one act would cure. */
  readonly fingerprint: string;
  /** The branch's record that a link would cure it by; null for both: none would. */
  readonly causeModel: MappedModel | null;
  readonly causeRemoteId: number | null;
  readonly technical: FailureTechnical | null;
  readonly payload: unknown;
}

export interface ReceiveOutcome {
  readonly lease: Lease;
  readonly runId: string;
  readonly orders: readonly OrderOutcome[];
  readonly failures: readonly OrderFailure[];
  readonly learned: readonly LearnedLink[];
  readonly forgotten: readonly Pick<LearnedLink, 'model' | 'remoteId'>[];
  /** The branch's records that the batch has named first, or under another name. */
  readonly named: readonly NamedRecord[];
  /** What is to be mended about the branch though nothing waits for it. */
  readonly warnings: readonly BranchWarning[];
  /** At the end of a run: such warnings are looked through for what has been mended since. */
  readonly mended?: { readonly isClockRight: boolean };
  readonly counts: RunCounts;
  readonly cursor: CursorMove | null;
  /** Where the run goes on if it has a selection of its own; null: as before. */
  readonly resumeAfterId: number | null;
}

/**
 * Records a batch: ledger rows, failures, links, counts and cursor move together or not at all, and only under the newest
 * lease. Tells whether somebody wants the run to end here. Throws `LeaseLostError`.
 */
export async function recordReceiveOutcome(db: Database, outcome: ReceiveOutcome): Promise<{ isCancelRequested: boolean }> {
  return underLease(db, outcome.lease, async (tx) => {
    const ids = await writeOrders(tx, outcome);
    await writeFailures(tx, outcome, ids);
    await resolveWhatIsOver(tx, ids);
    await putBranchWarnings(tx, outcome.lease.branchId, outcome.runId, outcome.warnings);
    if (outcome.mended) await resolveMendedWarnings(tx, outcome.lease.branchId, outcome.mended.isClockRight);
    await writeLinks(tx, outcome);
    await putRemoteRecords(tx, outcome.lease.branchId, outcome.named);
    if (outcome.cursor !== null) await moveReceiveCursor(tx, outcome.lease.branchId, outcome.cursor);
    return countInRun(tx, outcome.runId, outcome.counts, outcome.resumeAfterId);
  });
}

async function writeOrders(tx: Transaction, { lease, runId, orders: rows }: ReceiveOutcome): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const written = await tx
    .insert(orders)
    .values(rows.map((row) => ({ id: uuidv7(), branchId: lease.branchId, runId, ...row })))
    .onConflictDoUpdate({
      target: [orders.branchId, orders.identity],
      set: {
        status: sql`excluded.status`,
        centralId: sql`excluded.central_id`,
        centralName: sql`excluded.central_name`,
        customerId: sql`excluded.customer_id`,
        centralTotal: sql`excluded.central_total`,
        posTotal: sql`excluded.pos_total`,
        adjustment: sql`excluded.adjustment`,
        flag: sql`excluded.flag`,
        flagMessage: sql`excluded.flag_message`,
        payments: sql`excluded.payments`,
        centralState: null,
        centralSeenAt: null,
        runId: sql`excluded.run_id`,
        updatedAt: sql`now()`,
      },
      // What came in once stays in: no later attempt may take it back. Only one that central has no longer may be another Sales Order now.
      setWhere: sql`${orders.status} <> 'imported' or (${orders.centralState} = 'deleted' and excluded.status = 'imported')`,
    })
    .returning({ id: orders.id, identity: orders.identity });
  const ids = new Map(written.map((row) => [row.identity, row.id]));
  const left = rows.filter(({ identity }) => !ids.has(identity)).map(({ identity }) => identity);
  for (const { identity, id } of await ordersLeftAsTheyAre(tx, lease.branchId, left)) ids.set(identity, id);
  return ids;
}

/** Imported ones that could not be brought in again: the failure is theirs, and they stay imported. */
async function ordersLeftAsTheyAre(tx: Transaction, branchId: string, identities: readonly string[]) {
  if (identities.length === 0) return [];
  return tx
    .select({ id: orders.id, identity: orders.identity })
    .from(orders)
    .where(and(eq(orders.branchId, branchId), inArray(orders.identity, [...identities])));
}

async function writeFailures(tx: Transaction, outcome: ReceiveOutcome, ids: ReadonlyMap<string, string>): Promise<void> {
  await putStandingFailures(
    tx,
    outcome.failures.map(({ identity, ...failure }) => ({
      ...failure,
      branchId: outcome.lease.branchId,
      kind: 'receive',
      runId: outcome.runId,
      orderId: ids.get(identity) ?? null,
      remoteModel: 'pos.order',
      status: 'open',
    })),
  );
}

/** An order's failures are over once it is in, dismissed ones too, and so are those whose cause was another one than now. */
async function resolveWhatIsOver(tx: Transaction, ids: ReadonlyMap<string, string>): Promise<void> {
  if (ids.size > 0) await resolveEarlier(tx, inArray(failures.orderId, [...ids.values()]));
}

async function writeLinks(tx: Transaction, { lease, learned, forgotten }: ReceiveOutcome): Promise<void> {
  for (const { model, remoteId } of forgotten) {
    await tx
      .delete(links)
      .where(
        and(eq(links.branchId, lease.branchId), eq(links.model, model), eq(links.remoteId, remoteId), ne(links.source, 'hand')),
      );
  }
  await learnLinks(tx, lease.branchId, learned);
}
