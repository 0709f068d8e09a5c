import { cliActor, createApiKey, failures, type KeyAct, orders, type Role } from '@branch-sync/db';
import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import { listedRoutes, type Reach } from '../../../apps/api/src/access/permissions.ts';
import { streamLimits } from '../../../apps/api/src/streams/streams.ts';
import { anAlert } from '../alerts/an-alert.ts';
import { aDay } from './a-day.ts';
import { aBranch, aRun, over } from './a-run.ts';
import { anApi, bearer, type Method, type TestApi } from './an-api.ts';

const foreignCode = 'FOREIGN';

interface Shop {
  readonly code: string;
  readonly id: string;
  readonly runId: string;
  readonly pushId: string;
  readonly failureId: string;
}

/** A branch of which there is something in every list. */
async function aShop(api: TestApi, code: string): Promise<Shop> {
  const { db } = api.database;
  const branchId = await aBranch(api, code);
  const run = await aRun(api, branchId, over('failed'));
  const push = await aRun(api, branchId, { kind: 'push', ...over('failed') });
  const order = {
    id: uuidv7(),
    branchId,
    identity: `order-${code}`,
    remoteId: 1,
    posReference: `reference of ${code}`,
    status: 'failed',
    orderedAt: new Date(),
    currency: 'EUR',
    posTotal: '12.50',
  } as const;
  await db.insert(orders).values(order);
  const failureId = uuidv7();
  await db.insert(failures).values({
    id: failureId,
    branchId,
    kind: 'receive',
    runId: run.id,
    orderId: order.id,
    code: 'product.unknown',
    class: 'permanent',
    title: 'the same cause',
    message: `message of ${code}`,
    fix: 'f',
    fingerprint: 'product P1',
    causeModel: 'product.product',
    causeRemoteId: 7,
  });
  await aDay(api, branchId, '2026-11-20');
  await anAlert(db, branchId);
  return { code, id: branchId, runId: run.id, pushId: push.id, failureId };
}

let api: TestApi;
let own: Shop;
let foreign: Shop;
beforeEach(async () => {
  // Streams end soon: whoever may watch is known by then.
  api = await anApi({ streams: { ...streamLimits, maxAgeMs: 20 } });
  own = await aShop(api, 'OWN');
  foreign = await aShop(api, foreignCode);
});

async function aKey(role: Role, limits: { readonly branches?: readonly string[]; readonly acts?: readonly KeyAct[] }) {
  const ask = { name: `${role} of ${JSON.stringify(limits)}`, role, expiresAt: null, ...limits };
  return (await createApiKey(api.database.db, cliActor, ask)).secret;
}

function ask(method: string, path: string, key: string, body?: unknown) {
  return api.call(method as Method, path, { as: null, headers: bearer(key), ...(body === undefined ? {} : { body }) });
}

/** A route's path, about one of the shops. */
function pathAbout(path: string, reach: Reach, shop: Shop): string {
  const id = reach === 'run' ? shop.runId : reach === 'failure' ? shop.failureId : uuidv7();
  return path.replace(':code', shop.code).replace(':id', id).replace(':day', '2026-11-20').replace(':group', 'f'.repeat(32));
}

const guarded = listedRoutes.flatMap(({ access, ...route }) => (access === 'open' ? [] : [{ ...route, ...access }]));

describe('a key for some branches', () => {
  it.each<Role>(['viewer', 'operator', 'admin'])(
    '(%s) gets nowhere near another one, and as far as its role with its own',
    async (role) => {
      const [limited, unlimited] = [await aKey(role, { branches: ['OWN'] }), await aKey(role, {})];
      for (const { method, path, reach } of guarded) {
        const what = `${method} ${path}`;
        const about = (shop: Shop) => pathAbout(path, reach, shop);
        if (method === 'DELETE') {
          // What is one's own would be gone for the routes after it.
          const { statusCode } = await ask(method, about(foreign), limited);
          expect(statusCode, what).toBe(path.startsWith('/api/sessions') ? 404 : 403);
          continue;
        }
        // Bodies are read only after the door: without one, whoever may is told that it lacks.
        const [atOwn, atForeign] = [await ask(method, about(own), limited), await ask(method, about(foreign), limited)];
        const withoutLimit = await ask(method, about(own), unlimited);
        if (reach === 'fleet') {
          expect(atOwn.statusCode, what).toBe(403);
          continue;
        }
        expect(atOwn.statusCode === 403, what).toBe(withoutLimit.statusCode === 403);
        if (withoutLimit.statusCode === 403 || reach === 'list' || reach === 'any') continue;
        expect(atForeign.json(), what).toMatchObject({ status: 403, code: 'access.branch' });
      }
    },
  );

  it('finds in lists and groups nothing of the others', async () => {
    const [limited, unlimited] = [await aKey('operator', { branches: ['OWN'] }), await aKey('operator', {})];
    const paths = guarded.filter(({ method, reach, path }) => method === 'GET' && reach === 'list' && !path.includes(':'));
    expect(paths.map(({ path }) => path)).toEqual([
      '/api/overview',
      '/api/events',
      '/api/branches',
      '/api/schedule',
      '/api/runs',
      '/api/orders',
      '/api/reconciliation',
      '/api/reconciliation/map',
      '/api/failures',
      '/api/failures/groups',
      '/api/alerts',
      '/api/alerts/counts',
    ]);
    const { group } = (await ask('GET', '/api/failures/groups', unlimited)).json<{ items: { group: string }[] }>().items[0] ?? {};
    const days = '/api/reconciliation/map';
    for (const path of [
      // News names no branch, and has no end; counts are counts.
      ...paths.map(({ path: list }) => list).filter((list) => !['/api/events', '/api/alerts/counts', days].includes(list)),
      `${days}?from=2026-11-01&to=2026-11-02`,
      `/api/failures/groups/${group}`,
      `/api/runs?branch=${foreignCode}`,
    ]) {
      const [some, all] = [await ask('GET', path, limited), await ask('GET', path, unlimited)];
      expect([some.statusCode, all.statusCode], path).toEqual([200, 200]);
      expect(all.body, path).toContain(foreignCode);
      expect(some.body, path).not.toContain(foreignCode);
      if (!path.includes('?')) expect(some.body, path).toContain('OWN');
    }
  });

  it('acts on its own alone where an act names no branch', async () => {
    const limited = await aKey('operator', { branches: ['OWN'] });
    const statusOf = async (id: string) => (await api.call('GET', `/api/failures/${id}`)).json<{ status: string }>().status;
    const both = { ids: [own.failureId, foreign.failureId], reason: 'r' };
    expect((await ask('POST', '/api/failures/dismiss', limited, both)).json()).toEqual({
      changed: 1,
      untouched: [{ reason: 'not_found', failures: 1 }],
    });
    expect([await statusOf(own.failureId), await statusOf(foreign.failureId)]).toEqual(['dismissed', 'open']);
    expect((await ask('POST', '/api/failures/reopen', limited, { filter: { code: 'product.unknown' } })).json()).toMatchObject({
      changed: 1,
    });
    const retried = (await ask('POST', '/api/failures/retry', limited, { filter: { code: 'product.unknown' } })).json<{
      runs: { branchCode: string }[];
    }>();
    expect(retried.runs.map(({ branchCode }) => branchCode)).toEqual(['OWN']);
    expect(await statusOf(foreign.failureId)).toBe('open');
    const pushed = await ask('POST', '/api/push', limited, { branches: ['OWN', foreignCode], models: ['product.product'] });
    expect(pushed.json()).toMatchObject({ status: 403, code: 'access.branch' });
    const toAll = await ask('POST', '/api/push', limited, { models: ['product.product'] });
    expect(toAll.json<{ runs: unknown[] }>().runs).toEqual([]);
  });

  it('is nobody’s administrator', async () => {
    const limited = await aKey('admin', { branches: ['OWN'] });
    const paths: [Method, string][] = [
      ['POST', '/api/keys'],
      ['GET', '/api/people'],
      ['PUT', '/api/central'],
      ['POST', '/api/branches'],
      ['GET', '/queues'],
      ['PUT', '/queues/api/queues/receive/pause'],
    ];
    for (const [method, path] of paths) expect((await ask(method, path, limited)).statusCode, path).toBe(403);
  });
});

describe('a key for some acts', () => {
  const allowed: Readonly<Record<KeyAct, readonly string[]>> = {
    receive: [
      'POST /api/branches/:code/receive',
      'POST /api/branches/:code/receive/preview',
      'POST /api/branches/:code/receive/estimate',
      'POST /api/branches/:code/reconciliation/receive',
    ],
    push: [
      'GET /api/branches/:code/records',
      'POST /api/branches/:code/push',
      'POST /api/branches/:code/push/preview',
      'POST /api/push',
    ],
    reconcile: ['POST /api/branches/:code/reconcile'],
    failures: ['POST /api/failures/retry', 'POST /api/failures/dismiss', 'POST /api/failures/reopen'],
    mappings: [
      'PUT /api/branches/:code/links',
      'PUT /api/branches/:code/salespeople',
      'GET /api/branches/:code/mappings/suggestions',
      'GET /api/branches/:code/mappings/suggestions/missing',
      'PUT /api/branches/:code/mappings',
      'POST /api/branches/:code/mappings/discover',
      'POST /api/branches/:code/mappings/check',
      'POST /api/branches/:code/mappings/import',
      'POST /api/failures/groups/:group/link',
    ],
  };

  it.each(Object.entries(allowed))('(%s) does them, may look, and does nothing else', async (act, routes) => {
    const key = await aKey('admin', { acts: [act as KeyAct] });
    for (const { method, path, reach, act: routeAct } of guarded) {
      if (routeAct === 'of_run' || path.startsWith('/api/sessions')) continue;
      const route = `${method} ${path}`;
      // It computes, and keeps and reads nothing.
      const isComputed = route === 'POST /api/schedule/moments';
      const isFree = isComputed || (method === 'GET' && !Object.values(allowed).flat().includes(route));
      const { statusCode } = await ask(method, pathAbout(path, reach, own), key);
      expect(statusCode !== 403, route).toBe(isFree || routes.includes(route));
    }
  });

  it('retries nothing by way of a mapping', async () => {
    const key = await aKey('operator', { acts: ['mappings'] });
    const links = [{ model: 'product.product', remoteId: 7, centralId: null }];
    const set = (retry: boolean) => ask('PUT', '/api/branches/OWN/mappings', key, { settings: links, retry });
    expect((await set(true)).json()).toMatchObject({ status: 403, code: 'access.act' });
    const { group } = (await ask('GET', '/api/failures/groups', key)).json<{ items: { group: string }[] }>().items[0] ?? {};
    const link = await ask('POST', `/api/failures/groups/${group}/link`, key, { centralId: 1, retry: true });
    expect(link.json()).toMatchObject({ status: 403, code: 'access.act' });
    const file = {
      method: 'POST' as const,
      url: '/api/branches/OWN/mappings/import?retry=true',
      payload: 'model,remote_id,central_id\n',
    };
    const imported = await api.app.inject({ ...file, headers: { ...bearer(key), 'content-type': 'text/csv' } });
    expect(imported.json()).toMatchObject({ status: 403, code: 'access.act' });
  });

  it('cancels and retries runs of its own kinds', async () => {
    const key = await aKey('operator', { acts: ['receive'] });
    const retry = async (id: string) => (await ask('POST', `/api/runs/${id}/retry`, key)).json<{ code?: string }>().code;
    expect(await retry(own.pushId)).toBe('access.act');
    expect(await retry(own.runId)).toBeUndefined();
  });
});

describe('a key’s limits', () => {
  it('are told with it, and by it', async () => {
    const body = { name: 'night', role: 'operator', branches: ['OWN'], acts: ['receive'] };
    const made = (await api.call('POST', '/api/keys', { body })).json<{ key: string }>();
    expect(made).toMatchObject({ branches: ['OWN'], acts: ['receive'] });
    const self = (await ask('GET', '/api/session', made.key)).json();
    expect(self).toMatchObject({
      kind: 'key',
      name: 'night',
      role: 'operator',
      branches: ['OWN'],
      acts: ['receive'],
      expiresAt: null,
    });
    const listed = (await api.call('GET', '/api/keys')).json<{ items: { name: string; branches: string[] | null }[] }>();
    expect(listed.items.find(({ name }) => name === 'night')?.branches).toEqual(['OWN']);
    expect(listed.items.find(({ name }) => name === 'admin')?.branches).toBeNull();
  });

  it.each([
    [{ branches: ['NOWHERE'] }, 'branches'],
    [{ branches: [] }, 'branches'],
    [{ acts: ['everything'] }, 'acts.0'],
    [{ acts: [] }, 'acts'],
  ])('must make sense: %j', async (limits, field) => {
    const answer = await api.call('POST', '/api/keys', { body: { name: 'n', role: 'viewer', ...limits } });
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ errors: { field: string }[] }>().errors[0]?.field).toBe(field);
  });
});
