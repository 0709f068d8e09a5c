import { minuteOfDay } from './wall-clock.ts';

/** The part of every day in which something may be due: `HH:MM` on the zone's wall clock, over midnight where it ends before it begins. */
export interface DailyWindow {
  /** The first minute inside. */
  readonly from: string;
  /** The first minute outside again. */
  readonly until: string;
}

/** A time without a break inside a window: the moments `fromMs` <= t < `untilMs`. */
export interface OpenTime {
  readonly fromMs: number;
  readonly untilMs: number;
}

const minuteMs = 60_000;
const minutesADay = 1440;

/** Whether the wall clock of the zone is inside the window. An hour that an autumn day has twice counts both times. */
export function isInsideWindow(window: DailyWindow, timezone: string, at: Date): boolean {
  return isOpen(window, timezone, at.getTime());
}

/**
 * The first moment after `after` at which the window opens: where it is open then, the opening after its next closing. An opening that a
 * spring day leaves out comes right after the gap, or not that day where the window lies in the gap altogether.
 */
export function nextOpening(window: DailyWindow, timezone: string, after: Date): Date {
  const change = nextChange(window, timezone, after.getTime());
  return new Date(isOpen(window, timezone, change) ? change : nextChange(window, timezone, change));
}

/** The open time that a moment is in, or else the next one. */
export function openTimeFrom(window: DailyWindow, timezone: string, atMs: number): OpenTime {
  const isOpenThen = isOpen(window, timezone, atMs);
  const fromMs = isOpenThen ? lastChange(window, timezone, atMs) : nextChange(window, timezone, atMs);
  return { fromMs, untilMs: nextChange(window, timezone, fromMs) };
}

/** When the closed time began that ends with this opening. */
export function closedSince(window: DailyWindow, timezone: string, openingMs: number): number {
  return lastChange(window, timezone, openingMs - minuteMs);
}

function isOpen({ from, until }: DailyWindow, timezone: string, atMs: number): boolean {
  const sinceOpening = minutesBetween(minuteOf(from), minuteOfDay(timezone, atMs));
  return sinceOpening < minutesBetween(minuteOf(from), minuteOf(until));
}

/** The next opening or closing after a moment. */
function nextChange(window: DailyWindow, timezone: string, afterMs: number): number {
  const wasOpen = isOpen(window, timezone, afterMs);
  const bound = minuteOf(wasOpen ? window.until : window.from);
  const expectedMs = minuteStart(afterMs) + minutesBetween(minuteOfDay(timezone, afterMs), bound) * minuteMs;
  const shiftMs = shiftBetween(timezone, minuteStart(afterMs), expectedMs);
  if (shiftMs === null) return expectedMs;
  // The clock jumps before: the jump itself is the change, or the bound is looked for from there.
  return isOpen(window, timezone, shiftMs) === wasOpen ? nextChange(window, timezone, shiftMs) : shiftMs;
}

/** The last opening or closing at a moment or before. */
function lastChange(window: DailyWindow, timezone: string, atMs: number): number {
  const isOpenThen = isOpen(window, timezone, atMs);
  const bound = minuteOf(isOpenThen ? window.from : window.until);
  const expectedMs = minuteStart(atMs) - minutesBetween(bound, minuteOfDay(timezone, atMs)) * minuteMs;
  const shiftMs = shiftBetween(timezone, expectedMs, minuteStart(atMs));
  if (shiftMs === null) return expectedMs;
  const beforeMs = shiftMs - minuteMs;
  return isOpen(window, timezone, beforeMs) === isOpenThen ? lastChange(window, timezone, beforeMs) : shiftMs;
}

/** The first minute after the zone's clock was set forward or back in a time of a day at most; null where it was not. */
function shiftBetween(timezone: string, fromMs: number, toMs: number): number | null {
  const offset = clockOffset(timezone, fromMs);
  if (clockOffset(timezone, toMs) === offset) return null;
  let [beforeMs, afterMs] = [fromMs, toMs];
  while (afterMs - beforeMs > minuteMs) {
    const middleMs = minuteStart((beforeMs + afterMs) / 2);
    if (clockOffset(timezone, middleMs) === offset) beforeMs = middleMs;
    else afterMs = middleMs;
  }
  return afterMs;
}

/** Minutes that the zone's clock is ahead of UTC's; a whole day more or less shows on no clock. */
function clockOffset(timezone: string, atMs: number): number {
  return minutesBetween(Math.floor(atMs / minuteMs) % minutesADay, minuteOfDay(timezone, atMs));
}

/** From one time of day to the next other one, 0 to 1439. */
function minutesBetween(from: number, to: number): number {
  return (((to - from) % minutesADay) + minutesADay) % minutesADay;
}

function minuteOf(timeOfDay: string): number {
  const [hour, minute] = timeOfDay.split(':');
  return Number(hour) * 60 + Number(minute);
}

function minuteStart(atMs: number): number {
  return Math.floor(atMs / minuteMs) * minuteMs;
}
