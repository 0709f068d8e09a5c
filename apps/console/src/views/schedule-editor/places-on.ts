/** Where moments stand between now (0) and the last of them (1). One that is over already stands at now. */
export function placesOn(moments: readonly string[], nowMs: number): number[] {
  const last = moments.at(-1);
  if (last === undefined) return [];
  const whole = Math.max(1, Date.parse(last) - nowMs);
  return moments.map((at) => Math.max(0, Math.min(1, (Date.parse(at) - nowMs) / whole)));
}
