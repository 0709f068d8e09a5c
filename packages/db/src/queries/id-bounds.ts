/** A row's id has the clock of the process that made it, its times have the database's: further apart they never are. */
const idsStrayMs = 24 * 60 * 60_000;
/** Clocks that are set by the network are not an hour apart: enough where nothing is lost but a figure. */
export const idsHardlyStrayMs = 60 * 60_000;

/**
 * Rows are read in the order of their ids (UUIDv7): without bounds on those as well, a page of long ago would be looked for among all that came
 * since. The least id that a row of this moment or later can have.
 */
export function leastIdFrom(moment: Date, strayMs = idsStrayMs): string {
  return idOf(moment.getTime() - strayMs);
}

/** An id that is above that of every row from before this moment. */
export function idAfterAllBefore(moment: Date): string {
  return idOf(moment.getTime() + idsStrayMs);
}

/** The least UUIDv7 of a moment. */
function idOf(ms: number): string {
  const hex = Math.min(Math.max(ms, 0), 2 ** 48 - 1)
    .toString(16)
    .padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
