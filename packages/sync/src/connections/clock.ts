/** A clock that is farther off is told. Odoo's Date header has whole seconds. */
const toleranceMs = 30_000;

/** Whether a machine's clock is off, by its time less ours in milliseconds. */
export function clockIsOff(offsetMs: number): boolean {
  return Math.abs(offsetMs) > toleranceMs;
}

/** How far a clock is off, for texts. */
export function clockInWords(offsetMs: number): { readonly seconds: string; readonly direction: string } {
  const seconds = String(Math.round(Math.abs(offsetMs) / 1000));
  return { seconds, direction: offsetMs > 0 ? 'ahead of' : 'behind' };
}
