import { expect, it } from 'vitest';
import { aPushWorld, find, selection } from './a-push-world.ts';

it('neither pushes the partner of central’s own company nor takes the branch’s own for a customer', async () => {
  const { world, branch, central, odoo } = await aPushWorld({ models: [selection('res.partner')] });
  const partner = (name: string, email: string) => ({ name, email, partner_share: true, parent_id: false });
  const ours = central.insert('res.partner', partner('Head office', 'office@example.org'));
  const customer = central.insert('res.partner', partner('Real customer', 'shop@example.org'));
  central.update('res.company', 1, { partner_id: ours });
  odoo.update('res.company', 1, { partner_id: odoo.insert('res.partner', partner('The shop', 'shop@example.org')) });

  const { run } = await world.push(branch, { request: { mode: 'selected', ids: { 'res.partner': [ours, customer] } } });
  expect(run).toMatchObject({ status: 'succeeded', seen: 2, imported: 1, alreadyThere: 1 });
  expect(find(odoo, 'res.partner', 'email', 'office@example.org')).toEqual([]);
  expect(find(odoo, 'res.partner', 'email', 'shop@example.org').map(({ name }) => name)).toEqual(['The shop', 'Real customer']);
});

it('knows a customer by his e-mail or VAT number however they are written, and makes no second one', async () => {
  const { world, branch, central, odoo } = await aPushWorld({ models: [selection('res.partner')] });
  const there = odoo.insert('res.partner', { name: 'J. Doe', email: 'John.Doe@Example.org ', parent_id: false });
  const customer = central.insert('res.partner', { name: 'John Doe', email: 'john.doe@example.org', parent_id: false });
  const { run } = await world.push(branch, { request: { mode: 'selected', ids: { 'res.partner': [customer] } } });
  expect(run).toMatchObject({ status: 'succeeded', imported: 1 });
  expect(
    odoo
      .records('res.partner')
      .filter(({ name }) => name === 'John Doe')
      .map(({ id }) => id),
  ).toEqual([there]);
});
