import { branches, links } from '@branch-sync/db';
import type { OdooDatabase, Values } from '@branch-sync/odoo-sim';
import type { FailureCode } from '@branch-sync/sync';
import { eq } from 'drizzle-orm';
import type { TestBranch, World } from '../../harness/world.ts';

/** Where something goes wrong: a branch of three orders, that no other provocation uses, and the central of all of them. */
export interface Scene {
  readonly world: World;
  readonly branch: TestBranch;
  readonly odoo: OdooDatabase;
}

/** How a code comes about, and what its message must name. A receive run of the branch follows unless the provocation has one of its own. */
export interface Provocation {
  readonly arrange: (scene: Scene) => unknown;
  readonly says: RegExp;
}

export type Provocations<Code extends FailureCode> = Readonly<Record<Code, Provocation>>;

type BranchSettings = Partial<typeof branches.$inferInsert>;

export async function setBranch({ world, branch }: Scene, settings: BranchSettings): Promise<void> {
  await world.database.db
    .update(branches)
    .set({ facts: null, factsAt: null, ...settings })
    .where(eq(branches.id, branch.id));
}

/** Has the first order's first line sell, or be, something else. */
export function changeLine({ odoo }: Scene, values: Values): void {
  odoo.update('pos.order.line', firstLine(odoo).id, values);
}

/** Has the first order sell a product of the branch's own. */
export function sell(scene: Scene, product: Values): number {
  const id = scene.odoo.insert('product.product', product);
  changeLine(scene, { product_id: id, full_product_name: `[${String(product['default_code'])}] ${String(product['name'])}` });
  return id;
}

/** Has the first line bear a sales tax of the branch's own, of so many percent. */
export function tax(scene: Scene, name: string, amount: number): void {
  const id = scene.odoo.insert('account.tax', { name, amount, amount_type: 'percent', type_tax_use: 'sale' });
  changeLine(scene, { tax_ids: [id], tax_ids_after_fiscal_position: [id] });
}

/** Has the first order be for a customer of the branch's own. */
export function sellTo({ odoo }: Scene, customer: Values): number {
  const id = odoo.insert('res.partner', customer);
  odoo.update('pos.order', Number(firstLine(odoo)['order_id']), { partner_id: id });
  return id;
}

export async function link(
  { world, branch }: Scene,
  model: 'product.product' | 'account.tax' | 'res.partner',
  remoteId: number,
  centralId: number,
) {
  await world.database.db.insert(links).values({ branchId: branch.id, model, remoteId, centralId, source: 'hand' });
}

/** Does something to a Sales Order of central right after it was written, and before its total is read. */
export function afterLoad({ world }: Scene, change: (saleOrderId: number) => void): void {
  const stop = world.sim.onCall({ model: 'sale.order', method: 'load' }, (moment) => {
    if (moment !== 'after') return;
    stop();
    change(Math.max(...world.central.records('sale.order').map(({ id }) => id)));
  });
}

function firstLine(odoo: OdooDatabase) {
  const [line] = odoo.records('pos.order.line');
  if (line === undefined) throw new Error('The branch has sold nothing.');
  return line;
}
