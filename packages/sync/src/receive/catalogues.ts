import { createLearnedLinks, type LearnedLinks } from './learned-links.ts';
import { createNamedRecords, type NamedRecords } from './named-records.ts';
import type { PosOrder } from './pos-order.ts';
import { createPricelistCurrency, type PricelistCurrency } from './pricelist-currency.ts';
import type { ResolveContext } from './receive-context.ts';
import { type CustomerCatalogue, createCustomerCatalogue, type MakeCustomers } from './resolve-customers.ts';
import { createProductCatalogue, type ProductCatalogue } from './resolve-products.ts';
import { createTaxCatalogue, type TaxCatalogue } from './resolve-taxes.ts';
import { createUnmappedCashiers, type UnmappedCashiers } from './unmapped-cashiers.ts';

/** What is asked of Odoo to resolve orders; remembered for the run. */
export interface Catalogues {
  readonly products: ProductCatalogue;
  readonly taxes: TaxCatalogue;
  readonly customers: CustomerCatalogue;
  readonly currency: PricelistCurrency;
  /** What the catalogues have learned. */
  readonly links: LearnedLinks;
  /** The branch's records that its orders name, for those who map them. */
  readonly named: NamedRecords;
  readonly unmappedCashiers: UnmappedCashiers;
  /** What central has said against what was resolved, and that everything was asked anew for. */
  readonly askedAnewFor: Set<string>;
}

/** Knows nothing yet. `makeCustomers`: what the branch's rule says of those whom central does not have. */
export function createCatalogues(context: ResolveContext, makeCustomers: MakeCustomers): Catalogues {
  const links = createLearnedLinks();
  const named = createNamedRecords();
  return {
    links,
    named,
    products: createProductCatalogue(context, links, named),
    taxes: createTaxCatalogue(context, links, named),
    customers: createCustomerCatalogue(context, links, named, makeCustomers),
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
