import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OdooSim, startOdooSim } from '../sim.ts';
import { callerOf } from '../testing/rpc-client.ts';
import { requireRecording } from './folder.ts';
import { emptyCentral, recordedBranch, recordedCentral } from './recorded-databases.ts';
import type { Recording } from './recorded-rows.ts';

let sim: OdooSim;
beforeAll(async () => {
  sim = await startOdooSim({ databases: [recordedCentral(), recordedBranch(1), recordedBranch(2)] });
});
afterAll(() => sim.close());

describe.each([
  ['central', 'central.json'],
  ['branch1', 'branch-1.json'],
  ['branch2', 'branch-2.json'],
])('%s', (name, file) => {
  const recording = requireRecording(file) as Recording;

  it.each(Object.entries(recording).filter(([, rows]) => rows.length > 0))(
    'reads every recorded row of %s, all fields, as the real Odoo gave it',
    async (model, rows) => {
      const call = callerOf(sim, sim.database(name), 'admin');
      const fields = Object.keys(rows[0] ?? {});
      const ids = rows.map((row) => Number(row['id']));
      expect(await call(model, 'read', [ids], { fields })).toEqual(rows);
    },
  );
});

describe('users', () => {
  it('know their zone, and included taxes what they follow from', async () => {
    const call = callerOf(sim, sim.database('central'));
    expect(await call('res.users', 'read', [[9], ['tz', 'lang']])).toEqual([{ id: 9, tz: 'Europe/Brussels', lang: 'en_US' }]);
    expect(await call('account.tax', 'read', [[51, 52], ['price_include_override']])).toEqual([
      { id: 51, price_include_override: 'tax_included' },
      { id: 52, price_include_override: false },
    ]);
  });

  it('have the password, key and zone that were asked for', () => {
    const central = recordedCentral('other', { password: 'p', apiKey: 'k', timeZone: 'UTC' });
    expect(central.userByCredentials('sync_central', 'p')).toMatchObject({ id: 9, tz: 'UTC' });
    expect(central.userByCredentials('sync_central', 'k')?.id).toBe(9);
    expect(central.userByCredentials('sync_central', 'demo-password')).toBeUndefined();
  });
});

it('an empty central has users and warehouses, but nothing to sell and nobody to sell to', () => {
  const central = emptyCentral();
  expect(['product.product', 'res.partner', 'account.tax'].map((model) => central.count(model))).toEqual([0, 0, 0]);
  expect([central.count('stock.warehouse'), central.count('res.users')]).toEqual([4, 6]);
});

it('refuses to serve two versions side by side, as no server does', async () => {
  await expect(startOdooSim({ databases: [recordedCentral(), recordedBranch(1, 'old', { version: 16 })] })).rejects.toThrow(
    /one Odoo version/,
  );
});
