/**
 * Money as it comes from Odoo's doubles: a decimal string without exponent and without the double's noise. Six digits are
 * more than any currency's rounding.
 */
export function toDecimal(amount: number): string {
  const fixed = amount.toFixed(6).replace(/\.?0+$/, '');
  return fixed === '-0' ? '0' : fixed;
}

/** a - b of two amounts, exact to six digits. */
export function differenceOf(a: number, b: number): number {
  // "+ 0" makes a plain nought of a negative one.
  return Math.round((a - b) * 1e6) / 1e6 + 0;
}

/** An amount as people write it: two decimals at least, with its currency. */
export function moneyInWords(amount: number, currency: string): string {
  const [whole, decimals = ''] = toDecimal(amount).split('.');
  return `${whole}.${decimals.padEnd(2, '0')} ${currency}`;
}

const unitsPerOne = 1_000_000n;

/** The sum of decimal strings, exact to six digits: no sum of doubles would be. */
export function sumOfDecimals(amounts: Iterable<string>): string {
  let units = 0n;
  for (const amount of amounts) units += unitsOf(amount);
  return decimalOf(units);
}

/** Whether two decimal strings are the same number. */
export function areSameAmount(a: string, b: string): boolean {
  return unitsOf(a) === unitsOf(b);
}

function unitsOf(amount: string): bigint {
  const [, sign = '', whole = '0', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  const units = BigInt(whole) * unitsPerOne + BigInt(decimals.padEnd(6, '0').slice(0, 6));
  return sign === '-' ? -units : units;
}

function decimalOf(units: bigint): string {
  const digits = String(units < 0n ? -units : units).padStart(7, '0');
  const decimals = digits.slice(-6).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -6)}${decimals === '' ? '' : `.${decimals}`}`;
}
