/** Exact sums of money: decimal strings in, decimal strings out, whole cents inside. */
const cents = /^(-?)(\d+)(?:\.(\d{1,2})0*)?$/;

/** Cents of a decimal string with at most two places (`-12.5` is -1250). Throws `RangeError` for anything else. */
export function toCents(decimal: string): bigint {
  const [, sign, whole, fraction = ''] = cents.exec(decimal) ?? [];
  if (whole === undefined) throw new RangeError(`“${decimal}” is not an amount in cents.`);
  const magnitude = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  return sign === '-' ? -magnitude : magnitude;
}

/** `123456n` as `1234.56`. */
export function fromCents(amount: bigint): string {
  const magnitude = amount < 0n ? -amount : amount;
  return `${amount < 0n ? '-' : ''}${magnitude / 100n}.${String(magnitude % 100n).padStart(2, '0')}`;
}

/** The sum of amounts in cents. */
export function sumOfCents(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

/** For people: thousands apart, `-1,234.56`. */
export function inWords(amount: bigint): string {
  const [whole = '0', fraction = '00'] = fromCents(amount).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
}
