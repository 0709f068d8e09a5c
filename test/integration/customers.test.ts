import { branches, linksOf } from '@branch-sync/db';
import { generatedBranch, type OdooDatabase } from '@branch-sync/odoo-sim';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { aWorld, canarySecret, ledgerOf, standingFailures, type TestBranch, type World } from '../harness/world.ts';

const aBranch = (name: string, seed: number) => generatedBranch({ name, seed, orders: 6, password: canarySecret });
/** Branch 1 Walk-in, of the recorded central. */
const defaultCustomer = 95;

async function useRule(world: World, branch: TestBranch, customerRule: 'match' | 'match_and_create'): Promise<void> {
  await world.database.db.update(branches).set({ customerRule }).where(eq(branches.id, branch.id));
}

/** Makes a customer of the branch, who bought the order of this place. */
function sellTo(odoo: OdooDatabase, place: number, customer: Record<string, string | boolean | number>): number {
  const id = odoo.insert('res.partner', customer);
  const order = odoo.records('pos.order').filter(({ state }) => state === 'paid')[place];
  if (order === undefined) throw new Error(`There is no paid order ${place}.`);
  odoo.update('pos.order', order.id, { partner_id: id });
  return id;
}

/** Whom the Sales Order of a branch's customer is for, by the customer's id. */
async function buyerOf(world: World, branch: TestBranch, remoteCustomerId: number): Promise<number> {
  const order = branch.odoo.records('pos.order').find((one) => one['partner_id'] === remoteCustomerId);
  const row = (await ledgerOf(world, branch)).find(({ remoteId }) => remoteId === order?.id);
  const saleOrder = world.central.records('sale.order').find(({ id }) => id === row?.centralId);
  return Number(saleOrder?.['partner_id']);
}

/** As the group “Contact Creation” does. */
function letUsMakeContacts({ central }: World): void {
  for (const right of ['create', 'write'] as const) central.allow('res.partner', right);
}

const callsToPartners = (world: World) => world.sim.calls.count({ model: 'res.partner' });

describe('a POS customer', () => {
  it('is the branch’s default customer, and is not asked about, where the rule says no more', async () => {
    const odoo = aBranch('b1', 21);
    const known = sellTo(odoo, 0, { name: 'Ana', email: 'customer.41@example.com' });
    const world = await aWorld([odoo]);
    const [branch] = world.branches;
    await world.receive(branch);
    expect(await buyerOf(world, branch, known)).toBe(defaultCustomer);
    expect(callsToPartners(world)).toBe(0);
  });

  it('is matched by VAT, e-mail and reference, however they are written; two that fit are no guess', async () => {
    const odoo = aBranch('b1', 22);
    const byVat = sellTo(odoo, 0, { name: 'Ana', vat: 'BE 0477.472.701', email: 'nobody@example.com' });
    const byEmail = sellTo(odoo, 1, { name: 'Bob', email: ' Customer.41@Example.com' });
    const byReference = sellTo(odoo, 2, { name: 'Cid', ref: 'C29' });
    const twice = sellTo(odoo, 3, { name: 'Dora', email: 'twin@example.com' });
    const unknown = sellTo(odoo, 4, { name: 'Eve', email: 'eve@example.com' });
    const world = await aWorld([odoo]);
    const [branch] = world.branches;
    await useRule(world, branch, 'match');
    const company = world.central.insert('res.partner', { name: 'Ana & Co', vat: 'BE0477472701', is_company: true });
    world.central.insert('res.partner', { name: 'A clerk of Ana', vat: 'BE0477472701', parent_id: company });
    for (const name of ['Dora', 'Dora again']) world.central.insert('res.partner', { name, email: 'twin@example.com' });

    const { run } = await world.receive(branch);
    expect(run).toMatchObject({ status: 'succeeded', imported: 6, flagged: 1 });
    const buyers = await Promise.all([byVat, byEmail, byReference, twice, unknown].map((id) => buyerOf(world, branch, id)));
    expect(buyers).toEqual([company, 45, 46, defaultCustomer, defaultCustomer]);
    const saleOrders = new Map(world.central.records('sale.order').map(({ id, partner_id: customer }) => [id, customer]));
    const ledger = await ledgerOf(world, branch);
    expect(ledger.map(({ customerId }) => customerId)).toEqual(ledger.map(({ centralId }) => saleOrders.get(centralId ?? 0)));
    const flagged = (await ledgerOf(world, branch)).filter(({ flag }) => flag !== null);
    expect(flagged).toMatchObject([{ flag: 'customer.ambiguous', difference: '0.00' }]);
    expect(flagged[0]?.flagMessage).toMatch(/is for Dora, who fits .*Dora #\d+, Dora again #\d+/);
    const links = await linksOf(world.database.db, branch.id, 'res.partner', [byVat, byEmail, byReference, twice, unknown]);
    expect([...links].sort()).toEqual(
      [
        [byVat, company],
        [byEmail, 45],
        [byReference, 46],
      ].sort(),
    );
    expect(callsToPartners(world)).toBe(2);
  });

  it('is made in central once, though two branches meet him at the same moment and an answer is lost', async () => {
    const [one, other] = [aBranch('b1', 23), aBranch('b2', 24)];
    const address = { street: 'Quay 1', zip: '9000', city: 'Gent' };
    const [country, otherCountry] = [one, other].map((odoo) => odoo.insert('res.country', { name: 'Belgium', code: 'BE' }));
    const inOne = sellTo(one, 0, { name: 'Eve', email: 'Eve@example.com', ...address, country_id: country ?? 0 });
    const sameAgain = sellTo(one, 1, { name: 'Eve M.', email: 'eve@example.com', ...address, country_id: country ?? 0 });
    const nameless = sellTo(one, 2, { name: 'Fay' });
    const inOther = sellTo(other, 0, { name: 'Eve', email: 'eve@example.com', ...address, country_id: otherCountry ?? 0 });
    const world = await aWorld([one, other]);
    letUsMakeContacts(world);
    world.central.insert('res.country', { name: 'Andorra', code: 'AD' });
    const inCentral = world.central.insert('res.country', { name: 'België', code: 'BE' });
    const [first, second] = world.branches;
    if (second === undefined) throw new Error('There is one branch only.');
    for (const branch of world.branches) await useRule(world, branch, 'match_and_create');
    world.sim.outages.add({ match: { model: 'res.partner', method: 'load' }, kind: 'reset-after', times: 1 });

    const asked = await Promise.all(world.branches.map((branch) => world.ask(branch)));
    await Promise.all(asked.map((run) => world.attempt(run)));
    for (const run of asked) await world.attempt(run);
    expect(await Promise.all(asked.map(({ id }) => world.runOf(id)))).toMatchObject([
      { status: 'succeeded', imported: 6 },
      { status: 'succeeded', imported: 6 },
    ]);
    const eves = world.central.records('res.partner').filter(({ name }) => String(name).startsWith('Eve'));
    expect(eves).toMatchObject([{ ...address, country_id: inCentral }]);
    expect(await Promise.all([buyerOf(world, first, inOne), buyerOf(world, first, sameAgain)])).toEqual([
      eves[0]?.id,
      eves[0]?.id,
    ]);
    expect(await buyerOf(world, second, inOther)).toBe(eves[0]?.id);
    const fay = world.central.records('res.partner').find(({ name }) => name === 'Fay');
    expect(await buyerOf(world, first, nameless)).toBe(fay?.id);
    for (const branch of world.branches) {
      await expectExactlyOnce(world, branch);
      expect(await standingFailures(world, branch)).toEqual([]);
    }
    // Linked now: nobody is made or asked for again.
    const calls = world.sim.calls.count({ model: 'res.partner', method: 'load' });
    sellTo(one, 3, { name: 'Gus', ref: 'C29' });
    await world.receive(first, { request: { since: '2020-01-01T00:00:00Z' } });
    expect(world.sim.calls.count({ model: 'res.partner', method: 'load' })).toBe(calls);
  });

  it('whom central refuses leaves the order with the default customer, and flagged', async () => {
    const odoo = aBranch('b1', 25);
    const refused = sellTo(odoo, 0, { name: 'Hal', vat: 'BE0' });
    const world = await aWorld([odoo]);
    letUsMakeContacts(world);
    const [branch] = world.branches;
    await useRule(world, branch, 'match_and_create');
    const text = 'The VAT number [BE0] for Hal does not seem to be valid.';
    world.sim.outages.add({ match: { model: 'res.partner', method: 'load' }, kind: 'fault', code: 2, text });
    expect((await world.receive(branch)).run).toMatchObject({ imported: 6, failed: 0, flagged: 1 });
    expect(await buyerOf(world, branch, refused)).toBe(defaultCustomer);
    expect((await ledgerOf(world, branch)).filter(({ flag }) => flag !== null)).toMatchObject([
      { flag: 'customer.refused', flagMessage: expect.stringContaining(text) },
    ]);
  });

  it('cannot be made where our user may not: the run says which right it lacks, and nothing comes in', async () => {
    const odoo = aBranch('b1', 26);
    sellTo(odoo, 0, { name: 'Ida', email: 'ida@example.com' });
    const world = await aWorld([odoo]);
    const [branch] = world.branches;
    await useRule(world, branch, 'match_and_create');
    const { end } = await world.receive(branch);
    expect(end).toMatchObject({ kind: 'failed', willRetry: false, description: { code: 'central.access_denied' } });
    expect((await standingFailures(world, branch))[0]?.message).toContain('create res.partner');
    expect(world.central.records('sale.order')).toEqual([]);
  });
});
