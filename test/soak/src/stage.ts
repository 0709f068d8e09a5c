import type { Journal } from './journal.ts';
import type { Product, Services } from './product/product.ts';
import type { Shops } from './shops/open-shops.ts';
import type { SoakPlan } from './soak-plan.ts';

/** Everything that can be disturbed. */
export interface Stage {
  readonly plan: SoakPlan;
  readonly journal: Journal;
  readonly services: Services;
  readonly product: Product;
  readonly shops: Shops;
  /** Aborted when the soak is stopped. */
  readonly signal: AbortSignal;
}
