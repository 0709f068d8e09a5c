import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordedBranch, recordedCentral } from '../recordings/recorded-databases.ts';
import { type OdooSim, startOdooSim } from '../sim.ts';
import { COLUMNS, orderRows } from '../testing/arrange.ts';
import { faultOfCall } from '../testing/catch-fault.ts';
import { CREATE_ONLY } from '../testing/map-orders.ts';
import { callerOf, json2 } from '../testing/rpc-client.ts';
import type { OutageKind } from './outages.ts';

let sim: OdooSim;
beforeEach(async () => {
  sim = await startOdooSim({ databases: [recordedCentral(), recordedBranch(1)] });
});
afterEach(() => sim.close());

const load = () =>
  callerOf(sim, sim.database('central'))('sale.order', 'load', [COLUMNS, orderRows('branch_sync.a')], { context: CREATE_ONLY });
const count = (database = 'branch1') => callerOf(sim, sim.database(database))('res.users', 'search_count', [[]]);
const orders = () => sim.database('central').count('sale.order');

describe('an outage', () => {
  it.each<[OutageKind, number]>([
    ['refuse', 0],
    ['reset-before', 0],
    ['reset-after', 1],
    ['half-answer', 1],
  ])('%s breaks the connection; %d orders stand afterwards, and the next call works', async (kind, made) => {
    sim.outages.add({ match: { method: 'load' }, kind, times: 1 });
    await expect(load()).rejects.toThrow(/fetch failed|terminated|socket/i);
    expect(orders()).toBe(made);
    expect(await load()).toMatchObject({ ids: [expect.any(Number)] });
    expect(orders()).toBe(1);
  });

  it('hang never answers', async () => {
    sim.outages.add({ match: { database: 'branch1' }, kind: 'hang' });
    let isAnswered = false;
    const hanging = count().then(
      () => {
        isAnswered = true;
      },
      () => 'cut by close',
    );
    // Other databases answer meanwhile; by then this one would have.
    await count('central');
    await count('central');
    expect(isAnswered).toBe(false);
    await sim.close();
    expect(await hanging).toBe('cut by close');
  });

  it.each([
    ['html-502', 502],
    ['busy-503', 503],
  ] as const)('%s is a page with status %d, and nothing is done', async (kind, status) => {
    sim.outages.add({ kind });
    const response = await fetch(`${sim.url}/json/2/res.partner/create`, {
      method: 'POST',
      headers: { authorization: 'bearer demo-api-key-branch1', 'x-odoo-database': 'branch1' },
      body: JSON.stringify({ vals_list: [{ name: 'Nobody' }] }),
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(sim.database('branch1').count('res.partner', [['name', '=', 'Nobody']])).toBe(0);
  });

  it('fault is told on both wires', async () => {
    sim.outages.add({ kind: 'fault', code: 2, text: 'Not today' });
    const fault = await faultOfCall(count());
    expect([fault.code, fault.message]).toEqual([2, 'Not today']);
    expect(await json2(sim, 'branch1', 'res.users/search_count', {})).toMatchObject({
      status: 422,
      body: { message: 'Not today' },
    });
  });

  it('serialization: load is told to try again, other methods fault', async () => {
    sim.outages.add({ kind: 'serialization', times: 2 });
    expect(await load()).toMatchObject({
      ids: false,
      messages: [{ message: 'could not serialize access due to concurrent update' }],
    });
    expect((await faultOfCall(count())).lastLine).toMatch(/SerializationFailure: could not serialize/);
    expect(await load()).toMatchObject({ ids: [expect.any(Number)] });
  });

  it('befalls the calls that it is meant for, so often, from the nth on', async () => {
    sim.outages.add({ match: { database: 'branch1', method: 'search_count', nth: 2 }, kind: 'fault' });
    expect(await count()).toBeTypeOf('number');
    await faultOfCall(count());
    expect(await count()).toBeTypeOf('number');
    expect(await count('central')).toBeTypeOf('number');
  });

  it('ends when it is taken away', async () => {
    const end = sim.outages.add({ kind: 'fault' });
    await faultOfCall(count());
    end();
    expect(await count()).toBeTypeOf('number');
  });
});

it('a machine that is switched off refuses connections, and has its data when it comes back', async () => {
  await load();
  await sim.goDown();
  const error = await count().catch((reason: unknown) => reason);
  expect(error).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  await sim.comeBack();
  expect(await count()).toBeTypeOf('number');
  expect(orders()).toBe(1);
});

it('a hook runs before the work and after it, while the call waits', async () => {
  const seen: string[] = [];
  const end = sim.onCall({ method: 'load' }, async (moment) => {
    seen.push(`${moment}: ${orders()}`);
  });
  await load();
  end();
  await load();
  expect(seen).toEqual(['before: 0', 'after: 1']);
});

it('calls are counted by database, model and method', async () => {
  await count();
  await count();
  await count('central');
  expect(sim.calls.count({ database: 'branch1' })).toBe(2);
  expect(sim.calls.total).toBe(3);
  expect(sim.calls.entries()).toContainEqual({ database: 'central', model: 'res.users', method: 'search_count', count: 1 });
  sim.calls.reset();
  expect([sim.calls.total, sim.calls.count()]).toEqual([0, 0]);
});

describe('the interface for other processes', () => {
  it('adds and ends outages, counts calls and shows records', async () => {
    const made = await fetch(`${sim.url}/sim/outages`, {
      method: 'POST',
      body: JSON.stringify({ kind: 'fault', code: 3, text: 'x' }),
    });
    const { id } = (await made.json()) as { id: number };
    expect((await faultOfCall(count())).code).toBe(3);
    await fetch(`${sim.url}/sim/outages/${id}`, { method: 'DELETE' });
    expect(await count()).toBe(5);

    expect(await (await fetch(`${sim.url}/sim/calls`)).json()).toMatchObject({ total: 2 });
    const records = await fetch(`${sim.url}/sim/records?database=branch1&model=res.users`);
    expect(await records.json()).toHaveLength(5);
    expect((await fetch(`${sim.url}/sim/records?database=nodb&model=res.users`)).status).toBe(404);
  });

  it.each(['', '[]', '{}', '{"kind":"earthquake"}', '{"kind":"slow","ms":"long"}', '{"kind":"hang","match":{"nth":"2"}}'])(
    'refuses %s as an outage',
    async (body) => {
      expect((await fetch(`${sim.url}/sim/outages`, { method: 'POST', body })).status).toBe(400);
      expect(await count()).toBe(5);
    },
  );
});
