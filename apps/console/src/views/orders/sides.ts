import type { OrderSides } from '@branch-sync/contract';

interface Unseen {
  readonly unseen: string;
}

/** The order as the till has it, and as central has it. */
export type Till = Exclude<OrderSides['branch'], Unseen>;
export type Sale = Exclude<OrderSides['central'], Unseen | null>;

/** Both, as far as they could be looked at. */
export interface Sides {
  readonly till: Till | null;
  readonly sale: Sale | null;
}

/** The currency of an order; null where the sides do not agree on one, and their amounts cannot be compared. */
export function currencyOf({ till, sale }: Sides): string | null {
  if (till === null) return sale?.currency ?? null;
  return sale === null || sale.currency === till.currency ? till.currency : null;
}
