import type { OdooDatabase, Row } from '@branch-sync/odoo-sim';

/** What the ledger says of one POS order. */
export interface LedgerEntry {
  readonly remoteId: number;
  readonly status: 'imported' | 'failed' | 'skipped';
  readonly centralId: number | null;
}

/** A branch's books held against central's and the ledger's: where all three agree, every list is empty. */
export interface BookComparison {
  readonly sold: number;
  readonly imported: number;
  /** POS references that more than one Sales Order names. */
  readonly doubled: readonly string[];
  /** Sold orders that the ledger has not. */
  readonly lost: readonly string[];
  /** Entries of the ledger for which nothing was sold, or for which there are several. */
  readonly strayEntries: readonly number[];
  /** Sales Orders of this branch that no imported entry stands for. */
  readonly straySaleOrders: readonly number[];
  /** Sales Orders that an imported entry names, but that are not in central, or that another entry names as well. */
  readonly missingSaleOrders: readonly number[];
  /** Sales Orders that have not as many lines as the till sold. */
  readonly incomplete: readonly string[];
}

/** Compares what a branch sold with its Sales Orders in central and with its ledger. */
export function compareBooks(
  branch: { readonly code: string; readonly odoo: OdooDatabase },
  central: OdooDatabase,
  ledger: readonly LedgerEntry[],
): BookComparison {
  const sold = soldOrders(branch.odoo);
  const soldById = new Map(sold.map((order) => [order.id, order]));
  const saleOrders = central.records('sale.order').filter((order) => String(order['origin']).startsWith(`${branch.code} `));
  const saleOrderIds = new Set(saleOrders.map(({ id }) => id));
  const imported = ledger.filter(({ status }) => status === 'imported');
  const importedAs = countBy(imported, ({ centralId }) => centralId ?? 0);
  const entryCounts = countBy(ledger, ({ remoteId }) => remoteId);
  return {
    sold: sold.length,
    imported: imported.length,
    doubled: [...countBy(saleOrders, referenceInCentral)].flatMap(([reference, count]) => (count > 1 ? [reference] : [])),
    lost: sold.filter(({ id }) => !entryCounts.has(id)).map(reference),
    strayEntries: [...entryCounts].flatMap(([id, count]) => (soldById.has(id) && count === 1 ? [] : [id])),
    straySaleOrders: saleOrders.filter(({ id }) => !importedAs.has(id)).map(({ id }) => id),
    missingSaleOrders: [...importedAs].flatMap(([id, count]) => (saleOrderIds.has(id) && count === 1 ? [] : [id])),
    incomplete: incompleteOrders(branch.odoo, sold, central, saleOrders),
  };
}

/** The sold orders of a branch's database. */
export function soldOrders(odoo: OdooDatabase): Row[] {
  return odoo.records('pos.order').filter((order) => ['paid', 'done', 'invoiced'].includes(String(order['state'])));
}

function incompleteOrders(odoo: OdooDatabase, sold: readonly Row[], central: OdooDatabase, saleOrders: readonly Row[]): string[] {
  const soldByReference = new Map(sold.map((order) => [reference(order), order]));
  const soldLines = countBy(odoo.records('pos.order.line'), (line) => line['order_id']);
  const saleLines = countBy(
    central.records('sale.order.line').filter((line) => !line['display_type']),
    (line) => line['order_id'],
  );
  return saleOrders
    .filter((order) => {
      const remoteId = soldByReference.get(referenceInCentral(order))?.id ?? 0;
      return (saleLines.get(order.id) ?? 0) !== (soldLines.get(remoteId) ?? 0);
    })
    .map(referenceInCentral);
}

function reference(order: Row): string {
  return String(order['pos_reference']);
}

function referenceInCentral(order: Row): string {
  return String(order['client_order_ref']);
}

function countBy<T, Key>(list: readonly T[], keyOf: (one: T) => Key): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const one of list) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}
