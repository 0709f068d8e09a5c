const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export type Hours = 1 | 6 | 24;

/** A stretch of time that the view shows, in milliseconds since 1970, and how it is cut into slots. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly slotMs: number;
  readonly slots: number;
}

/** `stepMs`: it begins at a whole one of these, so that it stays for a while. */
const cuts: Readonly<Record<Hours, { readonly slotMs: number; readonly stepMs: number }>> = {
  1: { slotMs: minuteMs, stepMs: 5 * minuteMs },
  6: { slotMs: 5 * minuteMs, stepMs: 15 * minuteMs },
  24: { slotMs: 15 * minuteMs, stepMs: hourMs },
};

/** The stretch that holds now and so many hours more. */
export function spanOf(hours: Hours, nowMs: number): Span {
  const { slotMs, stepMs } = cuts[hours];
  const fromMs = Math.floor(nowMs / stepMs) * stepMs;
  const toMs = fromMs + hours * hourMs + stepMs;
  return { fromMs, toMs, slotMs, slots: (toMs - fromMs) / slotMs };
}

/** How far along it a moment is, 0 to 1. */
export function partOf({ fromMs, toMs }: Span, atMs: number): number {
  return (atMs - fromMs) / (toMs - fromMs);
}

const tickMinutes = [10, 15, 30, 60, 120, 180, 240];
const ticksAtMost = 9;

/** The slots that have their time under them: few, at round distances. */
export function tickSlots({ slots, slotMs }: Span): readonly number[] {
  const distances = tickMinutes.map((minutes) => (minutes * minuteMs) / slotMs);
  const distance = distances.find((one) => slots / one <= ticksAtMost) ?? slots;
  return Array.from({ length: Math.ceil(slots / distance) }, (_, index) => index * distance);
}
