import { createNamedRecords, type NamedRecords } from './named-records.ts';
import type { PosOrder } from './pos-order.ts';
import { createPricelistCurrency, type PricelistCurrency } from './pricelist-currency.ts';
import type { ReceiveContext } from './receive-context.ts';
import { type CustomerCatalogue, createCustomerCatalogue } from './resolve-customers.ts';
import { createProductCatalogue, type ProductCatalogue } from './resolve-products.ts';
import { createTaxCatalogue, type TaxCatalogue } from './resolve-taxes.ts';
import { createUnmappedCashiers, type UnmappedCashiers } from './unmapped-cashiers.ts';

/** What is asked of Odoo to resolve orders; remembered for the run. */
export interface Catalogues {
  readonly products: ProductCatalogue;
  readonly taxes: TaxCatalogue;
  readonly customers: CustomerCatalogue;
  readonly currency: PricelistCurrency;
  /** The branch's records that its orders name, for those who map them. */
  readonly named: NamedRecords;
  readonly unmappedCashiers: UnmappedCashiers;
  /** What central has said against what was resolved, and that everything was asked anew for. */
  readonly askedAnewFor: Set<string>;
}

export function createCatalogues(context: ReceiveContext): Catalogues {
  const named = createNamedRecords();
  return {
    named,
    products: createProductCatalogue(context, named),
    taxes: createTaxCatalogue(context, named),
    customers: createCustomerCatalogue(context, named),
    currency: createPricelistCurrency(context),
    unmappedCashiers: createUnmappedCashiers(context),
    askedAnewFor: new Set(),
  };
}

/** Looks up what a page's orders name and is not known yet, each catalogue in calls for all of it together. Throws `OdooError`. */
export async function prepareCatalogues(catalogues: Catalogues, orders: readonly PosOrder[]): Promise<void> {
  const { products, taxes, customers, currency, named } = catalogues;
  await Promise.all([products, taxes, customers, currency].map((catalogue) => catalogue.prepare(orders)));
  named.note(orders);
}
