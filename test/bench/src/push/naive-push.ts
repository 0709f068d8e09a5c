import { float, integer, text } from '@branch-sync/odoo';
import { catalogueReference } from '@branch-sync/odoo-sim';
import type { Bench } from '../bench.ts';
import { openClients } from '../odoo-clients.ts';
import { inScope } from '../scope.ts';
import { branchOf, startStandIn } from '../stand-in.ts';

/** What creating products one by one took. */
export interface NaivePush {
  readonly products: number;
  readonly wallMs: number;
}

const fields = { id: integer(), name: text(), default_code: text(), barcode: text(), lst_price: float() };

/**
 * The naive way: for each product it reads it in central and creates it in the branch. It carries fewer fields than we do, checks nothing, remembers
 * nothing, and would double every product if it were run twice.
 */
export function createOneByOne(bench: Bench, products: number): Promise<NaivePush> {
  const { signal } = bench;
  return inScope(async (scope) => {
    const standIn = await startStandIn(scope, bench, [branchOf('branch', 1)], 'measured', products);
    const { branch, central } = await openClients(scope, standIn, 'branch');
    const domain = [['default_code', 'like', catalogueReference]];
    const startedAt = performance.now();
    for (const { id } of await central.searchRead('product.product', { id: integer() }, { domain, order: 'id', signal })) {
      const [row] = await central.searchRead('product.product', fields, { domain: [['id', '=', id]], signal });
      if (row === undefined) throw new Error(`Product ${id} is gone.`);
      const { name, default_code: reference, barcode, lst_price: price } = row;
      const values = { name, default_code: reference, barcode, list_price: price };
      await branch.call('product.product', 'create', { named: { vals_list: [values] }, signal });
    }
    const wallMs = performance.now() - startedAt;
    const made = await branch.searchCount('product.product', { domain, signal });
    if (made !== products) throw new Error(`The naive way made ${made} products of ${products}.`);
    return { products, wallMs };
  });
}
