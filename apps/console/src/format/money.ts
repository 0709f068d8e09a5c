const formats = new Map<string, Intl.NumberFormat>();

/** An amount in its currency, in the viewer's way of writing: `€ 1,234.50`. The text is not rounded through a double. */
export function moneyText(amount: string, currency: string | null): string {
  // Intl takes decimal strings as they are (ECMA-402, StringNumericLiteral); TypeScript knows the narrower type.
  return formatOf(currency).format(amount as `${number}`);
}

function formatOf(currency: string | null): Intl.NumberFormat {
  const key = currency ?? '';
  const known = formats.get(key) ?? createFormat(currency);
  formats.set(key, known);
  return known;
}

function createFormat(currency: string | null): Intl.NumberFormat {
  const plain = { minimumFractionDigits: 2, maximumFractionDigits: 6 } as const;
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return new Intl.NumberFormat(undefined, plain);
  return new Intl.NumberFormat(undefined, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
}

const counts = new Intl.NumberFormat();

/** A number of things, with separators: `12,345`. */
export function countText(count: number): string {
  return counts.format(count);
}

/** `1 order`, `2 orders`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' });

/** How much more or less than before, `+12%`; null where there was nothing before. */
export function changeText(now: number, before: number): string | null {
  return before === 0 ? null : percents.format((now - before) / before);
}
