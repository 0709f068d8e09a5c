/** How fast central is written to: it is measured, not guessed, and the same for the whole fleet. */
export interface Pace {
  /** Orders in one `load`, at the most. */
  readonly batchOrders: number;
  /** Loads at once. */
  readonly writers: number;
  /** What a unit of work takes now, smoothed. Milliseconds; null: nothing was measured yet. */
  readonly unitMs: number | null;
  /** What it takes where nothing else is in the way. */
  readonly bestUnitMs: number | null;
  /** Loads since the number of writers changed. */
  readonly settledLoads: number;
}

/** Between which the pace moves; set both the same, and it stands. */
export interface PaceBounds {
  readonly batchOrders: { readonly min: number; readonly max: number };
  readonly writers: { readonly min: number; readonly max: number };
}

/** A `load` of Sales Orders that central has answered, or was too busy to answer. */
export type LoadSample =
  | { readonly kind: 'done'; readonly orders: number; readonly lines: number; readonly ms: number }
  | { readonly kind: 'overloaded' };

/** A call may well take this long; a longer one is worth being shorter. Milliseconds. */
const quickMs = 2_000;
const slowMs = 10_000;
/** Orders more in the next `load`, as long as they are quick. */
const batchStep = 10;
/** What is slower than its best by this much is crowded: two clients on two cores were by 1.24, three by 2.05 (measured on 19). */
const crowdedBy = 1.75;
/** After so many loads another writer may be tried. */
const loadsToSettle = 25;
/** How much a new measurement weighs. */
const weight = 0.2;
/** The best is slowly forgotten: a central with more products, or of a new version, is not the one of last year. */
const forgetting = 1.002;

/** Where a fleet begins that knows nothing of its central: alone, to learn what a unit takes when nothing is in the way. */
export function firstPace({ batchOrders, writers }: PaceBounds): Pace {
  return {
    batchOrders: clamp(100, batchOrders),
    writers: writers.min,
    unitMs: null,
    bestUnitMs: null,
    settledLoads: 0,
  };
}

/** A pace inside bounds that may be other ones than it was found under. */
export function withinBounds(pace: Pace, bounds: PaceBounds): Pace {
  return {
    ...pace,
    batchOrders: clamp(pace.batchOrders, bounds.batchOrders),
    writers: clamp(pace.writers, bounds.writers),
  };
}

/**
 * The pace after a load: a little more as long as central keeps up, half where it does not (additive increase, multiplicative decrease, as TCP does
 * it: RFC 5681). The batch follows the length of a call, the number of writers what a unit of work takes compared with its best.
 */
export function nextPace(before: Pace, sample: LoadSample, bounds: PaceBounds): Pace {
  const pace = withinBounds(before, bounds);
  if (sample.kind === 'overloaded') return slower({ ...pace, batchOrders: pace.batchOrders / 2 }, bounds);
  // What a call costs in itself would count as the order's: a small one says nothing.
  if (sample.orders < Math.min(10, pace.batchOrders)) return pace;
  const measured = measure(pace, sample);
  const batchOrders = nextBatch(pace.batchOrders, sample);
  if (isCrowded(measured)) return slower({ ...measured, batchOrders }, bounds);
  const mayTryMore = measured.settledLoads >= loadsToSettle && measured.writers < bounds.writers.max;
  const writers = mayTryMore ? { writers: measured.writers + 1, settledLoads: 0 } : {};
  return withinBounds({ ...measured, batchOrders, ...writers }, bounds);
}

function measure(pace: Pace, { orders, lines, ms }: LoadSample & { readonly kind: 'done' }): Pace {
  const now = ms / unitsOf(orders, lines);
  const unitMs = pace.unitMs === null ? now : pace.unitMs + weight * (now - pace.unitMs);
  const bestUnitMs = pace.bestUnitMs === null ? unitMs : Math.min(pace.bestUnitMs * forgetting, unitMs);
  return { ...pace, unitMs, bestUnitMs, settledLoads: pace.settledLoads + 1 };
}

/** A line is a unit, and an order two beside its lines: orders of 1, 4 and 8 lines took 4.9, 10 and 17.2 ms (measured on 19), which is 1.6 to 1.7 a unit. */
export function unitsOf(orders: number, lines: number): number {
  return 2 * orders + lines;
}

function nextBatch(batchOrders: number, { orders, ms }: LoadSample & { readonly kind: 'done' }): number {
  if (ms > slowMs) return batchOrders / 2;
  // That a much smaller one was quick is no wonder.
  return ms < quickMs && orders > batchOrders / 2 ? batchOrders + batchStep : batchOrders;
}

/** After a change, what is smoothed must have followed it first. */
function isCrowded({ unitMs, bestUnitMs, settledLoads }: Pace): boolean {
  return unitMs !== null && bestUnitMs !== null && settledLoads >= loadsToSettle / 2 && unitMs > crowdedBy * bestUnitMs;
}

function slower(pace: Pace, bounds: PaceBounds): Pace {
  return withinBounds({ ...pace, writers: Math.floor(pace.writers / 2), settledLoads: 0 }, bounds);
}

function clamp(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.max(min, Math.min(max, Math.floor(value)));
}
