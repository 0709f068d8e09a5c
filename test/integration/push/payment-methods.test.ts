import { branches, noMasterData } from '@branch-sync/db';
import type { OdooDatabase } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { aPushWorld, find, resultsOf, selection, standingCodes } from './a-push-world.ts';

const model = 'pos.payment.method';
const methodsOf = (odoo: OdooDatabase, shop: number) =>
  odoo.records('pos.config').find(({ id }) => id === shop)?.['payment_method_ids'];
const close = (odoo: OdooDatabase, state = 'closed') => {
  for (const { id } of odoo.records('pos.session')) odoo.update('pos.session', id, { state });
};

describe.each(['xmlrpc', 'json2'] as const)('by %s, ways of paying', (transport) => {
  it('join the shops that the branch has chosen, and take none away', async () => {
    const { world, branch, central, odoo } = await aPushWorld({ models: [selection(model)], tillIds: [1] }, transport);
    close(odoo);
    const kiosk = odoo.insert('pos.config', { name: 'Kiosk', payment_method_ids: [1] });
    const before = methodsOf(odoo, 1);
    const voucher = central.insert(model, { name: 'Gift card', split_transactions: false });
    const wish = { request: { mode: 'selected', ids: { [model]: [voucher] } } };
    const { run } = await world.push(branch, wish);
    expect(run).toMatchObject({ status: 'succeeded', imported: 1 });
    const made = find(odoo, model, 'name', 'Gift card')[0]?.id;
    expect(methodsOf(odoo, 1)).toEqual([...(Array.isArray(before) ? before : []), made]);
    expect(methodsOf(odoo, kiosk)).toEqual([1]);
    const [result] = await resultsOf(world, run.id);
    expect(result?.fields.find(({ field }) => field === 'tills')).toEqual({ field: 'tills', before: null, after: 'Shop' });

    // A shop that is chosen later gets it as well; `changed` knows.
    const masterData = { ...noMasterData, models: [selection(model)], tillIds: [kiosk] };
    await world.database.db.update(branches).set({ masterData });
    expect((await world.push(branch, { request: { search: 'Gift' } })).run).toMatchObject({ imported: 1 });
    expect([methodsOf(odoo, 1), methodsOf(odoo, kiosk)]).toEqual([expect.arrayContaining([made]), [1, made]]);
    expect((await world.push(branch, wish)).run).toMatchObject({ imported: 0, alreadyThere: 1 });
  });

  it('wait while the till that they are to join is open, and say so before', async () => {
    const { world, branch, central, odoo } = await aPushWorld({ models: [selection(model)], tillIds: [1] }, transport);
    const voucher = central.insert(model, { name: 'Gift card', split_transactions: false });
    const wish = { mode: 'selected', ids: { [model]: [voucher] } };
    const actions = async (request: object) => {
      const { run } = await world.push(branch, { request: { ...wish, ...request } });
      return (await resultsOf(world, run.id)).map(({ action }) => action);
    };
    expect([await actions({ dryRun: true }), await actions({})]).toEqual([['waiting'], ['waiting']]);
    expect(find(odoo, model, 'name', 'Gift card')).toEqual([]);
    expect(await standingCodes(world)).toEqual(['push.session_open']);
    close(odoo);
    expect(await actions({})).toEqual(['create']);
    expect(methodsOf(odoo, 1)).toContain(find(odoo, model, 'name', 'Gift card')[0]?.id);
    expect(await standingCodes(world)).toEqual([]);

    close(odoo, 'opened');
    central.update(model, voucher, { name: 'Gift card of paper' });
    expect(await actions({})).toEqual(['waiting']);
  });

  it('are not possible where a chosen shop is not there', async () => {
    const { world, branch, central } = await aPushWorld({ models: [selection(model)], tillIds: [1, 77] }, transport);
    const voucher = central.insert(model, { name: 'Gift card', split_transactions: false });
    const { run } = await world.push(branch, { request: { mode: 'selected', ids: { [model]: [voucher] } } });
    const [result] = await resultsOf(world, run.id);
    expect(result).toMatchObject({ action: 'blocked', code: 'push.reference_missing' });
    expect(result?.message).toContain('tills “#77”');
  });
});
