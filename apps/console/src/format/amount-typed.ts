/** An amount as somebody types it, as the API takes it: `12,50` is `12.50`. Null where it is none. */
export function amountTyped(text: string): string | null {
  const amount = text.trim().replace(/^−/, '-').replace(',', '.');
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(amount) ? amount : null;
}
