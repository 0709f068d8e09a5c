import { and, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { circuits } from '../schema/circuits.ts';

export type Circuit = typeof circuits.$inferSelect;

/** One side of a connection: a branch by its id, or central. */
export type CircuitPlace = { readonly branchId: string } | 'central';

/** A circuit that keeps runs from trying. */
export interface OpenCircuit {
  readonly place: CircuitPlace;
  /** The first of the calls in a row that got no answer. */
  readonly since: Date;
  /** Until its next try. Milliseconds. */
  readonly waitMs: number;
  /** It was closed until now. */
  readonly isNew?: boolean;
}

/** Tries after so many in vain; the answer is how long nobody tries. Milliseconds. */
export type PauseAfter = (failedTries: number) => number;

const keyOf = (place: CircuitPlace) => (place === 'central' ? place : place.branchId);
const placeOf = (row: { readonly branchId: string | null }): CircuitPlace =>
  row.branchId === null ? 'central' : { branchId: row.branchId };
const inFuture = (ms: number) => sql`now() + make_interval(secs => ${ms / 1000})`;

const closed = {
  misses: 0,
  firstMissAt: null,
  openSince: null,
  nextTryAt: null,
  failedTries: 0,
  probeRunId: null,
  closedAt: sql`case when ${circuits.openSince} is null then ${circuits.closedAt} else now() end`,
};

/** Whether a run may call its branch and central. */
export type Entry =
  /** `triesCentral`: central's circuit is open, and this run is the one that tries it for all. */
  { readonly kind: 'open'; readonly triesCentral: boolean } | { readonly kind: 'barred'; readonly by: OpenCircuit };

export interface EntryAsk {
  readonly branchId: string;
  readonly runId: string;
  /** A try is over by then, or its run is dead. Milliseconds. */
  readonly tryMs: number;
  readonly pauseAfter: { readonly branch: PauseAfter; readonly central: PauseAfter };
}

/**
 * Asks on behalf of a run whether a branch and central may be called. Where a circuit is open and its next try is due, this run is the one that
 * tries (half-open), for as long as a try may take: all others wait a pause more.
 */
export async function enterCircuits(db: Database, { branchId, runId, tryMs, pauseAfter }: EntryAsk): Promise<Entry> {
  const isOpen = and(inArray(circuits.place, [branchId, 'central']), isNotNull(circuits.openSince));
  const found = await db.select({ place: circuits.place }).from(circuits).where(isOpen);
  // The rule: everything answers, and one look is all that it costs.
  if (found.length === 0) return { kind: 'open', triesCentral: false };
  return db.transaction(async (tx) => {
    const open = await tx
      .select({ circuit: circuits, waitMs: sql<number>`(extract(epoch from ${circuits.nextTryAt} - now()) * 1000)::float8` })
      .from(circuits)
      .where(isOpen)
      .orderBy(sql`${circuits.place} = 'central'`)
      .for('update');
    const barred = open.find(({ circuit, waitMs }) => waitMs > 0 && circuit.probeRunId !== runId);
    if (barred?.circuit.openSince) {
      const { circuit, waitMs } = barred;
      const pauseMs = (circuit.branchId === null ? pauseAfter.central : pauseAfter.branch)(circuit.failedTries);
      // A try that is under way may be over at any moment.
      const askAgainMs = circuit.probeRunId === null ? waitMs : Math.min(waitMs, pauseMs);
      return { kind: 'barred', by: { place: placeOf(circuit), since: barred.circuit.openSince, waitMs: Math.ceil(askAgainMs) } };
    }
    for (const { circuit } of open) {
      await tx
        .update(circuits)
        .set({ probeRunId: runId, nextTryAt: inFuture(tryMs) })
        .where(eq(circuits.place, circuit.place));
    }
    return { kind: 'open', triesCentral: open.some(({ circuit }) => circuit.branchId === null) };
  });
}

/**
 * A run's call got no answer. Opens the circuit at the `missesToOpen`th in a row, and keeps it open longer each time that its one try is in
 * vain. Gives the circuit where it is open now.
 */
export async function recordMiss(
  tx: Transaction,
  place: CircuitPlace,
  runId: string,
  { missesToOpen, pauseAfter }: { readonly missesToOpen: number; readonly pauseAfter: PauseAfter },
): Promise<OpenCircuit | null> {
  const branchId = place === 'central' ? null : place.branchId;
  const [row] = await tx
    .insert(circuits)
    .values({ place: keyOf(place), branchId, misses: 1, firstMissAt: sql`now()` })
    .onConflictDoUpdate({
      target: circuits.place,
      set: { misses: sql`${circuits.misses} + 1`, firstMissAt: sql`coalesce(${circuits.firstMissAt}, now())` },
    })
    .returning();
  if (row === undefined || row.misses < missesToOpen) return null;
  const isProbe = row.openSince !== null && row.probeRunId === runId;
  if (row.openSince === null || isProbe) {
    const failedTries = isProbe ? row.failedTries + 1 : 0;
    await tx
      .update(circuits)
      .set({ openSince: row.firstMissAt, failedTries, probeRunId: null, nextTryAt: inFuture(pauseAfter(failedTries)) })
      .where(eq(circuits.place, row.place));
  }
  const open = await findOpenCircuit(tx, place);
  return open === null ? null : { ...open, isNew: row.openSince === null };
}

/** Calls got answers: the circuits are closed. As a rule they are, and one look is all that it costs. Gives those that were open. */
export async function recordAnswers(db: Database | Transaction, places: readonly CircuitPlace[]): Promise<CircuitPlace[]> {
  if (places.length === 0) return [];
  const missed = await db
    .select({ place: circuits.place, branchId: circuits.branchId, openSince: circuits.openSince })
    .from(circuits)
    .where(and(inArray(circuits.place, places.map(keyOf)), gt(circuits.misses, 0)))
    .orderBy(sql`${circuits.place} = 'central'`);
  // One by one, in the order in which they are locked everywhere.
  for (const { place } of missed) await db.update(circuits).set(closed).where(eq(circuits.place, place));
  return missed.filter(({ openSince }) => openSince !== null).map(placeOf);
}

/** Has an open circuit tried by the next run, now: somebody says that the trouble is over. */
export async function tryCircuitNow(db: Database | Transaction, place: CircuitPlace): Promise<void> {
  await db
    .update(circuits)
    .set({ nextTryAt: sql`now()` })
    .where(and(eq(circuits.place, keyOf(place)), isNotNull(circuits.openSince)));
}

/** Of many branches, likewise. */
export async function tryBranchesNow(db: Database, branchIds: readonly string[]): Promise<void> {
  await db
    .update(circuits)
    .set({ nextTryAt: sql`now()` })
    .where(and(inArray(circuits.branchId, [...branchIds]), isNotNull(circuits.openSince)));
}

/** The circuit of a place; undefined where it has always answered. */
export async function findCircuit(db: Database | Transaction, place: CircuitPlace): Promise<Circuit | undefined> {
  const [row] = await db
    .select()
    .from(circuits)
    .where(eq(circuits.place, keyOf(place)));
  return row;
}

/** The circuit of a place where it is open. */
export async function findOpenCircuit(db: Database | Transaction, place: CircuitPlace): Promise<OpenCircuit | null> {
  const [row] = await db
    .select({
      since: circuits.openSince,
      waitMs: sql<number>`greatest(0, extract(epoch from ${circuits.nextTryAt} - now()) * 1000)::float8`,
    })
    .from(circuits)
    .where(eq(circuits.place, keyOf(place)));
  return row?.since ? { place, since: row.since, waitMs: Math.ceil(row.waitMs) } : null;
}
