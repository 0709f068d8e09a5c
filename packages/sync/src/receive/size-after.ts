/** What a slow line, or a slow central, could not take within a call's time is halved with every attempt that failed; ten are not too many for either. */
export function sizeAfter(failedBefore: number, size: number): number {
  return Math.max(Math.min(10, size), Math.floor(size / 2 ** Math.min(failedBefore, 5)));
}
