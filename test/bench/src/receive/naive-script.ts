import { integer, type OdooClient, type OdooValue } from '@branch-sync/odoo';
import type { Bench } from '../bench.ts';
import { openClients } from '../odoo-clients.ts';
import { inScope } from '../scope.ts';
import { branchOf, startStandIn } from '../stand-in.ts';
import { type CentralIds, readCentralIds } from './central-ids.ts';
import { type PosSale, type PosSaleLine, readSaleLines, readSales } from './pos-sales.ts';

/** What bringing orders in one by one took. */
export interface NaiveResult {
  readonly orders: number;
  readonly wallMs: number;
  readonly calls: number;
}

const chatterOff = { tracking_disable: true, mail_create_nolog: true };

/**
 * The naive way, against a fresh central that is as slow: for each order it reads the order, reads its lines, and creates
 * the Sales Order. It checks nothing, remembers nothing, and would double every order if it were run twice.
 */
export function runNaiveScript(bench: Bench, orders: number): Promise<NaiveResult> {
  const { signal } = bench;
  return inScope(async (scope) => {
    const standIn = await startStandIn(scope, bench, [branchOf('branch', orders)], 'measured');
    const { branch, central } = await openClients(scope, standIn, 'branch');
    const startedAt = performance.now();
    const ids = await readCentralIds(branch, central);
    for (const { id } of await branch.searchRead('pos.order', { id: integer() }, { domain: [], order: 'id', signal })) {
      const [sale] = await readSales(branch, [['id', '=', id]], signal);
      if (sale === undefined) continue;
      await createSaleOrder(central, sale, await readSaleLines(branch, [id], signal), ids, signal);
    }
    const wallMs = performance.now() - startedAt;
    const calls = await standIn.countCalls();
    const created = await central.call('sale.order', 'search_count', { named: { domain: [] } });
    if (created !== orders) throw new Error(`The naive way made ${String(created)} Sales Orders of ${orders}.`);
    return { orders, wallMs, calls };
  });
}

async function createSaleOrder(
  central: OdooClient,
  sale: PosSale,
  lines: readonly PosSaleLine[],
  ids: CentralIds,
  signal: AbortSignal,
): Promise<void> {
  const values = {
    partner_id: 95,
    warehouse_id: 3,
    pricelist_id: 1,
    client_order_ref: sale.pos_reference,
    origin: sale.name,
    date_order: sale.date_order,
    order_line: lines.map((line): OdooValue => [0, 0, lineValues(line, ids)]),
  };
  await central.call('sale.order', 'create', { named: { vals_list: [values] }, context: chatterOff, signal });
}

function lineValues(line: PosSaleLine, ids: CentralIds): OdooValue {
  return {
    product_id: ids.productOf(line.product_id?.id ?? 0),
    name: line.full_product_name,
    product_uom_qty: line.qty,
    price_unit: line.price_unit,
    discount: line.discount,
    tax_ids: [[6, 0, ids.taxesOf(line.tax_ids)]],
  };
}
