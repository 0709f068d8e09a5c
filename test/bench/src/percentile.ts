/**
 * The smallest of the values that at least `percent` (above 0, to 100) of them do not exceed (nearest rank): always one that was
 * measured. NaN where there are none.
 */
export function percentile(values: readonly number[], percent: number): number {
  const ascending = [...values].sort((a, b) => a - b);
  return ascending[Math.ceil((percent / 100) * ascending.length) - 1] ?? Number.NaN;
}
