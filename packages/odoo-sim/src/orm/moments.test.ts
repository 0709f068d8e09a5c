import { afterEach, describe, expect, it } from 'vitest';
import { closeSession, payLate } from '../models/late-sales.ts';
import { recordedBranch } from '../recordings/recorded-databases.ts';
import { type OdooSim, startOdooSim } from '../sim.ts';
import { type Call, callerOf } from '../testing/rpc-client.ts';
import type { OdooDatabase } from './database.ts';
import { textOf, type WireStruct } from './value.ts';

let sim: OdooSim;
let branch: OdooDatabase;
let call: Call;
async function start(version: 16 | 19): Promise<void> {
  branch = recordedBranch(1, 'branch1', { version, clock: () => new Date('2026-11-25T08:00:00.250Z') });
  sim = await startOdooSim({ databases: [branch] });
  call = callerOf(sim, branch);
}
afterEach(() => sim.close());

const writtenAt = async (id: number) =>
  textOf(((await call('pos.order', 'read', [[id], ['write_date']])) as WireStruct[])[0] as never, 'write_date');
const matches = async (id: number, operator: string, text: string) =>
  (
    (await call('pos.order', 'search', [
      [
        ['id', '=', id],
        ['write_date', operator, text],
      ],
    ])) as number[]
  ).length === 1;

describe('the text of a record’s own write_date', () => {
  it.each([
    [19, { '=': true, '>=': true, '>': false, '<=': true, '<': false }],
    [16, { '=': false, '>=': true, '>': true, '<=': false, '<': false }],
  ] as const)('on Odoo %d', async (version, expected) => {
    await start(version);
    const text = await writtenAt(1);
    expect(text).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    for (const [operator, isMatch] of Object.entries(expected))
      expect([operator, await matches(1, operator, text)]).toEqual([operator, isMatch]);
  });
});

describe('what happens to orders later', () => {
  it('closing a session writes all its paid orders again, at one moment', async () => {
    await start(19);
    const closed = closeSession(branch);
    expect(closed).toHaveLength(352);
    const orders = branch.records('pos.order').filter((order) => order['state'] === 'done');
    expect(new Set(orders.map((order) => order['write_date'])).size).toBe(1);
    expect(await writtenAt(closed[0] ?? 0)).toBe('2026-11-25 08:00:00');
  });

  it('a draft may be paid days after it was made', async () => {
    await start(19);
    const draft = branch.records('pos.order').find((order) => order['state'] === 'draft');
    payLate(branch, draft?.id ?? 0);
    const after = branch.records('pos.order').find((order) => order.id === draft?.id);
    expect(after).toMatchObject({ state: 'paid', date_order: draft?.['date_order'], amount_paid: draft?.['amount_total'] });
    expect(textOf(after ?? {}, 'write_date').slice(0, 10)).toBe('2026-11-25');
  });

  it('a slow transaction commits behind its write_date, with an id that others have overtaken', async () => {
    await start(19);
    const pending = branch.insertPending('pos.order', { name: 'slow', state: 'paid' });
    const overtaking = branch.insertRaw('pos.order', { name: 'fast', state: 'paid' });
    branch.clock = () => new Date('2026-11-25T08:05:00Z');
    expect(await call('pos.order', 'search', [[['name', 'in', ['slow', 'fast']]]])).toEqual([overtaking]);
    pending.commit();
    expect(pending.id).toBeLessThan(overtaking);
    expect(await writtenAt(pending.id)).toBe('2026-11-25 08:00:00');
  });

  it('a record can be made to appear late', async () => {
    await start(19);
    const id = branch.insertCommittedLate('pos.order', { name: 'late', state: 'paid' }, new Date('2026-11-25T07:00:00Z'));
    expect(await writtenAt(id)).toBe('2026-11-25 07:00:00');
  });
});
