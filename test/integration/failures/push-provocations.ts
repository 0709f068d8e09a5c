import { links, noMasterData, type PushModelName } from '@branch-sync/db';
import type { OdooDatabase, Values } from '@branch-sync/odoo-sim';
import { eq } from 'drizzle-orm';
import { link, type Provocation, type Provocations, type Scene, setBranch } from './provocation.ts';

/** A push of one of central's records; a conflict is told. */
async function pushOne({ world, branch }: Scene, model: PushModelName, centralId: number): Promise<void> {
  await world.push(branch, { request: { mode: 'selected', models: [model], ids: { [model]: [centralId] }, conflicts: 'ask' } });
}

/** A push of a product of central's that the branch could take as it is, but for what is given. */
async function pushProduct(scene: Scene, reference: string, values: Values = {}): Promise<number> {
  const { central } = scene.world;
  const category = categoryOf(scene.odoo, central);
  const id = central.insert('product.product', {
    ...{ name: `Product ${reference}`, default_code: reference, uom_id: 1, lst_price: 5, categ_id: category },
    ...values,
  });
  await pushOne(scene, 'product.product', id);
  return id;
}

/** A category that both sides have, by its path. */
function categoryOf(odoo: OdooDatabase, central: OdooDatabase): number {
  const names = new Set(odoo.records('product.category').map(({ name }) => name));
  const shared = central.records('product.category').find(({ name }) => names.has(String(name)));
  if (shared !== undefined) return shared.id;
  odoo.insert('product.category', { name: 'Shared' });
  return central.insert('product.category', { name: 'Shared' });
}

/** A push of the tax that the branch's first order bears, with another amount than before. */
async function pushChangedTax(scene: Scene, change: Values = { amount: 11 }): Promise<void> {
  const { world, branch, odoo } = scene;
  for (const right of ['create', 'write'] as const) odoo.allow('account.tax', right);
  const used = odoo.records('pos.order.line').flatMap((line) => (Array.isArray(line['tax_ids']) ? line['tax_ids'] : []));
  const [tax] = odoo.records('account.tax').filter(({ id }) => used.includes(id));
  if (tax === undefined) throw new Error('The branch’s orders bear no tax.');
  const { name, amount, amount_type: kind, price_include_override: included } = tax;
  const centralId = world.central.insert('account.tax', {
    ...{ name: `${String(name)} of ${branch.code}`, amount: amount ?? 0, amount_type: kind ?? 'percent', type_tax_use: 'sale' },
    ...(included === undefined ? {} : { price_include_override: included }),
    ...change,
  });
  await link(scene, 'account.tax', tax.id, centralId);
  await pushOne(scene, 'account.tax', centralId);
}

/** A push of a fixed tax of central's. */
function pushLevy(scene: Scene, name: string): Promise<void> {
  const id = scene.world.central.insert('account.tax', { name, amount: 4, amount_type: 'fixed', type_tax_use: 'sale' });
  return pushOne(scene, 'account.tax', id);
}

/** What keeps a record from being pushed. */
export const pushProvocations: Provocations<
  | 'push.ambiguous'
  | 'push.matched_twice'
  | 'push.barcode_taken'
  | 'push.name_taken'
  | 'push.reference_missing'
  | 'push.choice_missing'
  | 'push.conflict'
  | 'push.right_missing'
  | 'push.refused'
  | 'push.currency_differs'
  | 'push.pricelist_gone'
  | 'push.session_open'
> = {
  'push.ambiguous': {
    arrange: async (scene) => {
      for (const name of ['Twin A', 'Twin B']) scene.odoo.insert('product.product', { name, default_code: 'TWIN' });
      await pushProduct(scene, 'TWIN');
    },
    says: /Product TWIN cannot be pushed .* the same reference: Twin A #\d+, Twin B #\d+\./,
  },
  'push.matched_twice': {
    arrange: async (scene) => {
      const { odoo } = scene;
      const remoteId = odoo.insert('product.product', { name: 'One', default_code: 'ONE' });
      await link(scene, 'product.product', remoteId, 9);
      await pushProduct(scene, 'ONE');
    },
    says: /its reference finds One #\d+ there, which central’s #9 is as well\./,
  },
  'push.barcode_taken': {
    arrange: async (scene) => {
      const { world, odoo } = scene;
      odoo.insert('product.product', { name: 'Holder', barcode: '4999000000116' });
      const remoteId = odoo.insert('product.product', { name: 'Other' });
      const centralId = await pushProduct(scene, 'TAKEN-LATER', { barcode: '4999000000123' });
      world.central.update('product.product', centralId, { barcode: '4999000000116' });
      await world.database.db.delete(links).where(eq(links.centralId, centralId));
      await link(scene, 'product.product', remoteId, centralId);
      await pushOne(scene, 'product.product', centralId);
    },
    says: /its barcode 4999000000116 belongs to Holder #\d+ there\./,
  },
  'push.name_taken': {
    arrange: async (scene) => {
      const { odoo } = scene;
      for (const right of ['create', 'write'] as const) odoo.allow('account.tax', right);
      odoo.insert('account.tax', { name: 'Levy', amount: 3, amount_type: 'fixed', type_tax_use: 'sale' });
      await pushLevy(scene, 'Levy');
    },
    says: /Levy cannot be pushed .* names are unique\./,
  },
  'push.reference_missing': {
    arrange: (scene) =>
      pushProduct(scene, 'ODD', { categ_id: scene.world.central.insert('product.category', { name: 'Only in central' }) }),
    says: /it has no category “Only in central”\./,
  },
  'push.choice_missing': {
    arrange: (scene) => pushProduct(scene, 'STRANGE', { type: 'rental' }),
    says: /its version of Odoo has no type “rental”\./,
  },
  'push.conflict': {
    arrange: async (scene) => {
      const { odoo } = scene;
      const id = await pushProduct(scene, 'BOTH');
      const there = odoo.records('product.product').find((row) => row['default_code'] === 'BOTH');
      odoo.update('product.product', there?.id ?? 0, { lst_price: 7 });
      await pushOne(scene, 'product.product', id);
    },
    says: /Product BOTH was changed in .* since it was last pushed: price\. Nothing was written\./,
  },
  'push.right_missing': {
    arrange: (scene) => pushLevy(scene, 'Levy 2'),
    says: /Our user may not create account\.tax in /,
  },
  'push.refused': {
    arrange: async (scene) => {
      const { odoo, world } = scene;
      const remoteId = odoo.insert('res.partner', { name: 'Ann' });
      const centralId = world.central.insert('res.partner', { name: 'Ann' });
      world.central
        .table('res.partner')
        .update(world.central.table('res.partner').get(centralId) ?? { id: centralId }, { name: '' });
      await link(scene, 'res.partner', remoteId, centralId);
      await pushOne(scene, 'res.partner', centralId);
    },
    says: /refused .*: Contacts require a name/,
  },
  'push.currency_differs': {
    arrange: async (scene) => {
      const { odoo } = scene;
      odoo.update('res.company', 1, { currency_id: odoo.insert('res.currency', { name: 'CHF', symbol: 'CHF' }) });
      await pushProduct(scene, 'FRANCS');
    },
    says: /central’s prices are in USD, and the branch counts in CHF\.$/,
  },
  'push.pricelist_gone': {
    arrange: async (scene) => {
      await setBranch(scene, { masterData: { ...noMasterData, pricelistId: 4711 } });
      await pushProduct(scene, 'PRICED');
    },
    says: /pricelist #4711, which their prices are taken from, is not in central/,
  },
  'push.session_open': {
    arrange: (scene) => pushChangedTax(scene),
    says: /cannot be changed in .* while a till is open: \S+/,
  },
};

/** What an Odoo before 17 keeps to itself. */
export const pricesUntold: Provocation = {
  arrange: async (scene) => {
    await setBranch(scene, { masterData: { ...noMasterData, pricelistId: 1 } });
    await pushProduct(scene, 'UNTOLD');
  },
  says: /Odoo 16 computes prices of pricelist #1, but tells them to nobody outside/,
};
