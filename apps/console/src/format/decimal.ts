/** One amount less another, exactly: decimal strings, never doubles. Keeps the decimals of the finer one. */
export function differenceOf(amount: string, other: string): string {
  const places = Math.max(placesOf(amount), placesOf(other));
  const difference = scaled(amount, places) - scaled(other, places);
  const digits = String(difference < 0n ? -difference : difference).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const text = places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
  return difference < 0n ? `-${text}` : text;
}

/** Whether an amount is there, and not zero. */
export function isSome(amount: string | null): amount is string {
  return amount !== null && /[1-9]/.test(amount);
}

function placesOf(amount: string): number {
  return amount.split('.')[1]?.length ?? 0;
}

/** `-12.5` with 2 places: -1250. */
function scaled(amount: string, places: number): bigint {
  const [whole = '0', part = ''] = amount.replace('-', '').split('.');
  const units = BigInt(`${whole}${part.padEnd(places, '0')}`);
  return amount.startsWith('-') ? -units : units;
}
