import { branches, failures, type MasterData, noMasterData, pushResults } from '@branch-sync/db';
import { type OdooDatabase, type OdooVersion, recordedBranch, recordedCentral, type Values } from '@branch-sync/odoo-sim';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { aWorld, canarySecret, type TestBranch, type World } from '../../harness/world.ts';

export const selection = (model: MasterData['models'][number]['model'], more: Partial<MasterData['models'][number]> = {}) => ({
  ...{ model, fields: null, categoryIds: [], tagIds: [], conditions: [] },
  ...more,
});

export async function take(world: World, branch: TestBranch, masterData: Partial<MasterData>): Promise<void> {
  await world.database.db
    .update(branches)
    .set({ masterData: { ...noMasterData, ...masterData } })
    .where(eq(branches.id, branch.id));
}

export async function aPushWorld(
  masterData: Partial<MasterData> = {},
  transport: 'xmlrpc' | 'json2' = 'xmlrpc',
  version: OdooVersion = 19,
) {
  const setup = { password: canarySecret, version };
  const world = await aWorld([recordedBranch(1, 'b1', setup)], { central: recordedCentral('central', setup) });
  const [branch] = world.branches;
  await take(world, branch, { models: [selection('product.product')], ...masterData });
  await world.database.db.update(branches).set({ transport: transport === 'xmlrpc' ? 'xmlrpc' : 'auto' });
  return { world, branch, central: world.central, odoo: branch.odoo };
}

export const resultsOf = (world: World, runId: string) =>
  world.database.db.select().from(pushResults).where(eq(pushResults.runId, runId)).orderBy(asc(pushResults.centralId));
export const standingCodes = async (world: World) =>
  (
    await world.database.db
      .select()
      .from(failures)
      .where(and(eq(failures.kind, 'push'), inArray(failures.status, ['open', 'retrying'])))
  ).map(({ code }) => code);

export const find = (odoo: OdooDatabase, model: string, field: string, value: string) =>
  odoo.records(model).filter((row) => row[field] === value);
export const productOf = (odoo: OdooDatabase, reference: string) => find(odoo, 'product.product', 'default_code', reference)[0];
export const writesTo = (world: World) =>
  world.sim.calls.count({ database: 'b1', method: 'load' }) + world.sim.calls.count({ database: 'b1', method: 'write' });

/** A new product of central that every branch can hold. */
export function aProduct(central: OdooDatabase, reference: string, more: Values = {}): number {
  const category = central.records('product.product').find((row) => row['default_code'] === 'P001')?.['categ_id'];
  return central.insert('product.product', {
    ...{ name: `Product ${reference}`, default_code: reference, lst_price: 4.5, available_in_pos: true, uom_id: 1 },
    ...(typeof category === 'number' ? { categ_id: category } : {}),
    ...more,
  });
}
