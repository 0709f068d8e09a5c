/**
 * Rounds half away from zero, as Odoo's `float_round` does: a value that stands a hair under the half, only because binary
 * floats cannot hold it, is rounded up (1.005 -> 1.01).
 */
export function roundHalfUp(value: number, digits: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  const factor = 10 ** digits;
  const scaled = Math.abs(value) * factor;
  const epsilon = 2 ** (Math.log2(scaled) - 50);
  const rounded = Math.floor(scaled + epsilon + 0.5) / factor;
  // `|| 0`: a negative value that rounds to nothing is 0, not -0, which XML-RPC would print.
  return (value < 0 ? -rounded : rounded) || 0;
}
