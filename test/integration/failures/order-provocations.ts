import { salespeople } from '@branch-sync/db';
import { eq } from 'drizzle-orm';
import { afterLoad, changeLine, link, type Provocations, type Scene, sell, sellTo, setBranch, tax } from './provocation.ts';

const gone = 99_999_999;
const order = /Order .+ \(.+\) of \d{4}-\d\d-\d\d, -?\d+\.\d\d USD/;
const branch = /of \S+ “Shop \S+”/;
const says = (words: string) => new RegExp(words.replace('ORDER', order.source).replace('BRANCH', branch.source));

/** What keeps one order out. */
export const orderProvocations: Provocations<
  | 'product.not_found'
  | 'product.ambiguous'
  | 'product.gone'
  | 'unit.differs'
  | 'tax.not_found'
  | 'tax.ambiguous'
  | 'customer.gone'
  | 'salesperson.gone'
  | 'warehouse.gone'
  | 'pricelist.gone'
  | 'company.gone'
  | 'currency.differs'
  | 'order.rejected'
  | 'order.unreadable'
  | 'user.unmapped'
> = {
  'product.not_found': {
    arrange: (scene) => sell(scene, { name: 'Honey', default_code: 'HONEY', barcode: '2900000000011' }),
    says: says('^Product \\[HONEY\\] Honey is not known in central. ORDER BRANCH'),
  },
  'product.ambiguous': {
    arrange(scene) {
      for (const name of ['Jam', 'Jam, old']) scene.world.central.insert('product.product', { name, default_code: 'JAM' });
      sell(scene, { name: 'Jam', default_code: 'JAM' });
    },
    says: says('^Product \\[JAM\\] Jam fits more than one product of central \\(.*#\\d+, .*Jam, old #\\d+\\). ORDER BRANCH'),
  },
  'product.gone': {
    arrange: (scene) => link(scene, 'product.product', sell(scene, { name: 'Tea', default_code: 'TEA' }), gone),
    says: says('^Product \\[TEA\\] Tea is linked to a product that central no longer has. ORDER BRANCH'),
  },
  'unit.differs': {
    arrange(scene) {
      const { central } = scene.world;
      const dozens = central.insert('uom.uom', { name: 'Dozens of eggs' });
      central.insert('product.product', { name: 'Eggs', default_code: 'EGGS', uom_id: dozens });
      sell(scene, { name: 'Eggs', default_code: 'EGGS' });
    },
    says: says('^Product \\[EGGS\\] Eggs is sold in Units in the branch and in Dozens of eggs in central. ORDER BRANCH'),
  },
  'tax.not_found': {
    arrange: (scene) => tax(scene, 'Sugar tax', 17.5),
    says: says('^Tax “Sugar tax” has no equal in central.* ORDER BRANCH'),
  },
  'tax.ambiguous': {
    arrange(scene) {
      const one = { amount: 3.25, amount_type: 'percent', type_tax_use: 'sale' };
      for (const name of ['City A', 'City B']) scene.world.central.insert('account.tax', { name, ...one });
      tax(scene, 'City tax', 3.25);
    },
    says: says('^Tax “City tax” fits more than one tax of central \\(City A #\\d+, City B #\\d+\\). ORDER BRANCH'),
  },
  'customer.gone': {
    arrange: (scene) => setBranch(scene, { defaultCustomerId: gone }),
    says: says(`^ORDER BRANCH is to be written for customer #${gone}`),
  },
  'salesperson.gone': {
    async arrange(scene) {
      await setBranch(scene, { defaultSalespersonId: gone });
      await scene.world.database.db.delete(salespeople).where(eq(salespeople.branchId, scene.branch.id));
    },
    says: says(`^ORDER BRANCH is to be written for salesperson #${gone}`),
  },
  'warehouse.gone': {
    arrange: (scene) => setBranch(scene, { warehouseId: gone }),
    says: says(`^Warehouse #${gone}, where \\S+ “Shop \\S+” sells from, does not exist in central .* ORDER`),
  },
  'pricelist.gone': {
    arrange: (scene) => setBranch(scene, { pricelistId: gone }),
    says: says(`^Pricelist #${gone}, which \\S+ “Shop \\S+” sells by, does not exist in central .* ORDER`),
  },
  'company.gone': {
    async arrange(scene) {
      // A company that is not there has no taxes, and no products but those of all companies.
      scene.world.central.insert('product.product', { name: 'Salt', default_code: 'SALT', uom_id: 1 });
      const product = sell(scene, { name: 'Salt', default_code: 'SALT' });
      const lines = scene.odoo.records('pos.order.line').map(({ id }) => id);
      scene.odoo.update('pos.order.line', lines, { product_id: product, tax_ids: [], tax_ids_after_fiscal_position: [] });
      await setBranch(scene, { companyId: gone });
    },
    says: says(`^Company #${gone} BRANCH does not exist in central, .* ORDER`),
  },
  'currency.differs': {
    arrange(scene) {
      const euro = scene.odoo.insert('res.currency', { name: 'EUR' });
      scene.odoo.update('pos.order', 1, { currency_id: euro });
    },
    says: /^Order .* EUR of \S+ “Shop \S+” is in EUR, but central would write it in USD\.$/,
  },
  'order.rejected': {
    arrange: ({ world }) =>
      world.sim.outages.add({
        match: { model: 'sale.order', method: 'load' },
        kind: 'fault',
        code: 2,
        text: 'No sales on a Sunday.\nAsk the owner.',
        times: 3,
      }),
    says: says('^Central refused order .+ BRANCH: No sales on a Sunday.$'),
  },
  'order.unreadable': {
    arrange: (scene) => changeLine(scene, { product_id: false }),
    says: says('^ORDER BRANCH cannot be written as a Sales Order: one of its lines has no product.$'),
  },
  'user.unmapped': {
    async arrange(scene) {
      const gil = scene.odoo.insert('res.users', { name: 'Gil', login: 'gil' });
      scene.odoo.update('pos.order', [1, 2, 3], { user_id: gil });
    },
    says: says('^Cashier Gil BRANCH has no salesperson in central: the orders go to the branch’s default \\(user 7\\).$'),
  },
};

/** What is to be looked at in an order that is in. */
export const flagProvocations: Provocations<
  | 'customer.ambiguous'
  | 'customer.refused'
  | 'total.tax_rate'
  | 'total.fixed_tax'
  | 'total.differs'
  | 'total.unseen'
  | 'total.currency'
> = {
  'customer.ambiguous': {
    async arrange(scene) {
      await setBranch(scene, { customerRule: 'match' });
      sellTo(scene, { name: 'Dora', email: 'twin@example.com' });
      for (const name of ['Dora', 'Dora again']) scene.world.central.insert('res.partner', { name, email: 'twin@example.com' });
    },
    says: says('^ORDER BRANCH is for Dora, who fits more than one customer in central \\(.*#\\d+, .*#\\d+\\)'),
  },
  'customer.refused': {
    async arrange(scene) {
      await setBranch(scene, { customerRule: 'match_and_create' });
      sellTo(scene, { name: 'Eve', email: 'eve@example.com' });
      const match = { model: 'res.partner', method: 'load' };
      scene.world.sim.outages.add({ match, kind: 'fault', code: 2, text: 'No Eves here.' });
    },
    says: says('^ORDER BRANCH is for Eve, whom central did not take as a new customer: No Eves here.'),
  },
  'total.tax_rate': {
    async arrange(scene) {
      tax(scene, 'City tax', 3.25);
      const [remote] = scene.odoo.records('account.tax').filter(({ name }) => name === 'City tax');
      const other = { name: 'Land tax', amount: 50, amount_type: 'percent', type_tax_use: 'sale' };
      await link(scene, 'account.tax', remote?.id ?? 0, scene.world.central.insert('account.tax', other));
    },
    says: says('^ORDER BRANCH is -?\\d+\\.\\d+ USD off in central: the branch’s tax City tax .* is linked to Land tax'),
  },
  'total.fixed_tax': {
    arrange({ odoo }) {
      // Four times 0.335 with a fee of 0.35 each at 9.97: the cent given back takes one of the 10 % along.
      const lines = odoo.records('pos.order.line').filter((line) => line['order_id'] === 1);
      const values = { qty: 0.335, price_unit: 9.97, discount: 0, tax_ids: [5, 7], tax_ids_after_fiscal_position: [5, 7] };
      odoo.update(
        'pos.order.line',
        lines.map(({ id }) => id),
        values,
      );
      odoo.update('pos.order', 1, { amount_total: 15.17 });
    },
    says: says('^ORDER BRANCH is -0\\.01 USD off in central: a tax of a fixed amount .* keeps 2 digits'),
  },
  'total.differs': {
    arrange: (scene) => afterLoad(scene, (id) => changeSaleLine(scene, id)),
    says: says('^ORDER BRANCH is -?\\d+\\.\\d+ USD off in central.$'),
  },
  'total.unseen': {
    arrange: (scene) => afterLoad(scene, (id) => scene.world.central.remove('sale.order', id)),
    says: says('^ORDER BRANCH is in central, but our user does not see it there'),
  },
  'total.currency': {
    arrange(scene) {
      const { central } = scene.world;
      const euro = central.insert('res.currency', { name: 'EUR' });
      afterLoad(scene, (id) => central.update('sale.order', id, { currency_id: euro }));
    },
    says: says('^ORDER BRANCH came in as EUR in place of USD.$'),
  },
};

function changeSaleLine({ world: { central } }: Scene, saleOrderId: number): void {
  const line = central.records('sale.order.line').find((one) => one['order_id'] === saleOrderId);
  central.update('sale.order.line', line?.id ?? 0, { price_unit: 12_345 });
}
