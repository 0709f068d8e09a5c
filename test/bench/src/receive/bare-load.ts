import { inParallel } from '@branch-sync/sync';
import type { Bench } from '../bench.ts';
import { openClients } from '../odoo-clients.ts';
import { inScope } from '../scope.ts';
import { branchOf, startStandIn } from '../stand-in.ts';
import { type CentralIds, readCentralIds } from './central-ids.ts';
import type { PinnedPace } from './pinned-pace.ts';
import { type PosSale, type PosSaleLine, readSaleLines, readSales } from './pos-sales.ts';

const createOnly = { mode: 'update', noupdate: true, tz: 'UTC', tracking_disable: true, mail_create_nolog: true };

const fields = [
  'id',
  'partner_id/.id',
  'user_id/.id',
  'warehouse_id/.id',
  'pricelist_id/.id',
  'client_order_ref',
  'origin',
  'date_order',
  'order_line/product_id/.id',
  'order_line/name',
  'order_line/product_uom_qty',
  'order_line/price_unit',
  'order_line/discount',
  'order_line/tax_ids/.id',
];

/**
 * The limit: how long the bare `load` calls take, as large and as many at once as the pace says, and nothing else: no queue, no ledger, no reading; the rows are made before the clock starts. Gives milliseconds.
 */
export function timeBareLoads(bench: Bench, orders: number, { batchOrders, writers }: PinnedPace): Promise<number> {
  const { signal } = bench;
  return inScope(async (scope) => {
    const standIn = await startStandIn(scope, bench, [branchOf('branch', orders)], 'measured');
    const { branch, central } = await openClients(scope, standIn, 'branch');
    const ids = await readCentralIds(branch, central);
    const sales = await readSales(branch, [], signal);
    const batches: string[][][] = [];
    for (let start = 0; start < sales.length; start += batchOrders) {
      const batch = sales.slice(start, start + batchOrders);
      const lines = await readSaleLines(
        branch,
        batch.map(({ id }) => id),
        signal,
      );
      batches.push(
        batch.flatMap((sale) =>
          rowsOf(
            sale,
            lines.filter((line) => line.order_id?.id === sale.id),
            ids,
          ),
        ),
      );
    }
    const startedAt = performance.now();
    await inParallel(batches, writers, async (batch) => {
      const answer = await central.load('sale.order', fields, batch, createOnly, signal);
      if (!answer.ok) throw new Error(`A bare load was refused: ${answer.messages[0]?.message}`);
    });
    return performance.now() - startedAt;
  });
}

/** A row a line, the head's cells on the first alone. */
function rowsOf(sale: PosSale, lines: readonly PosSaleLine[], ids: CentralIds): string[][] {
  const externalId = `branch_sync.order_${(sale.uuid ?? '').replaceAll('-', '')}`;
  const head = [externalId, '95', '7', '3', '1', sale.pos_reference ?? '', `branch ${sale.name}`, sale.date_order ?? ''];
  const noHead = head.map(() => '');
  return lines.map((line, index) => [...(index === 0 ? head : noHead), ...lineCells(line, ids)]);
}

function lineCells(line: PosSaleLine, ids: CentralIds): string[] {
  return [
    String(ids.productOf(line.product_id?.id ?? 0)),
    line.full_product_name ?? '',
    String(line.qty),
    String(line.price_unit),
    String(line.discount),
    ids.taxesOf(line.tax_ids).join(','),
  ];
}
