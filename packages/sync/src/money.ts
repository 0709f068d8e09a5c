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
