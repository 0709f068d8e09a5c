import { readPricelistCurrency } from '../connections/read-pricelist-currency.ts';
import type { PosOrder } from './pos-order.ts';
import type { ResolveContext } from './receive-context.ts';

/** The currency in which the branch's pricelist makes Sales Orders. */
export interface PricelistCurrency {
  /** Asks for it where orders are to be made and it is not known; and once more where an order contradicts what was remembered. Throws `OdooError`. */
  prepare(orders: readonly PosOrder[]): Promise<void>;
  /** What was remembered is not to be believed by the next run: central wrote orders in another currency. */
  forget(): void;
  /** Null where the branch has no pricelist: the company's currency, which comes with the products, then holds. */
  readonly name: string | null;
}

export function createPricelistCurrency(context: ResolveContext): PricelistCurrency {
  const { branch, centralClient, memory } = context;
  const { url, database } = centralClient.connection;
  const key = JSON.stringify([url, database, branch.pricelistId]);
  let name: string | null = null;
  let isFresh = false;
  return {
    get name() {
      return name;
    },
    forget: () => memory.currencies.forget(key),
    async prepare(orders) {
      if (branch.pricelistId === null || orders.length === 0 || isFresh) return;
      name ??= memory.currencies.recall(key) ?? null;
      if (name !== null && orders.every(({ currency }) => currency.name === name)) return;
      name = await readPricelistCurrency(centralClient, branch.pricelistId, context.signal);
      isFresh = true;
      if (name === null) memory.currencies.forget(key);
      else memory.currencies.keep(key, name);
    },
  };
}
