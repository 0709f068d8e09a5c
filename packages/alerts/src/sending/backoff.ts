/** So often a delivery is tried, over some eleven hours; then it is given up. */
export const triesAtMost = 10;

const firstMs = 10_000;
const longestMs = 4 * 3_600_000;

/** How long a delivery waits after so many tries in vain: ten seconds, three times as long each time, four hours at most; up to half of it taken off by chance. */
export function pauseAfter(tries: number, random: () => number): number {
  const fullMs = Math.min(firstMs * 3 ** (tries - 1), longestMs);
  return Math.round(fullMs * (1 - random() / 2));
}
