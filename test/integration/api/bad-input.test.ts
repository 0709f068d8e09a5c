import { problemSchema } from '@branch-sync/contract';
import { audit, branches, runs, salespeople } from '@branch-sync/db';
import { describe, expect, it } from 'vitest';
import { serverIdentity } from '../../../packages/odoo/src/testing/certificates.ts';
import { canarySecret } from '../../harness/world.ts';
import { aBranchInput, aCentralInput, anApi, type Method, type TestApi } from './an-api.ts';

type Case = readonly [method: Method, url: string, body: unknown, status: number, field: string];

const branch = (given: Record<string, unknown>) => aBranchInput({ code: 'NEW', ...given });
const tooLong = 'x'.repeat(1_001);

const cases: readonly Case[] = [
  ['PUT', '/api/central', {}, 422, 'url'],
  ['PUT', '/api/central', [], 422, 'body'],
  ['PUT', '/api/central', undefined, 422, 'body'],
  ['PUT', '/api/central', aCentralInput({ url: 'ftp://odoo.example' }), 422, 'url'],
  ['PUT', '/api/central', aCentralInput({ url: 'odoo.example' }), 422, 'url'],
  ['PUT', '/api/central', aCentralInput({ url: 'https://user:pw@odoo.example' }), 422, 'url'],
  ['PUT', '/api/central', aCentralInput({ url: 'https://odoo.example/odoo' }), 422, 'url'],
  ['PUT', '/api/central', aCentralInput({ url: 'https://odoo.example/?db=x' }), 422, 'url'],
  ['PUT', '/api/central', aCentralInput({ url: 'https://odoo.example#x' }), 422, 'url'],
  ['PUT', '/api/central', aCentralInput({ database: '' }), 422, 'database'],
  ['PUT', '/api/central', aCentralInput({ login: 'a\u0000b' }), 422, 'login'],
  ['PUT', '/api/central', aCentralInput({ secret: '' }), 422, 'secret'],
  ['PUT', '/api/central', aCentralInput({ secret: tooLong }), 422, 'secret'],
  ['PUT', '/api/central', aCentralInput({ secret: 'line\nbreak' }), 422, 'secret'],
  ['PUT', '/api/central', aCentralInput({ transport: 'soap' }), 422, 'transport'],
  ['PUT', '/api/central', aCentralInput({ pasword: 'x' }), 422, 'pasword'],
  ['PUT', '/api/central', aCentralInput({ tlsCa: serverIdentity('loopback').key }), 422, 'tlsCa'],
  ['PUT', '/api/central', aCentralInput({ tlsCa: 'x'.repeat(100_001) }), 422, 'tlsCa'],
  ['PUT', '/api/central', aCentralInput({ tlsVerify: 'no' }), 422, 'tlsVerify'],

  ['POST', '/api/branches', branch({ secret: undefined }), 422, 'secret'],
  ['POST', '/api/branches', branch({ code: '' }), 422, 'code'],
  ['POST', '/api/branches', branch({ code: '-x' }), 422, 'code'],
  ['POST', '/api/branches', branch({ code: 'x'.repeat(64) }), 422, 'code'],
  ['POST', '/api/branches', branch({ name: 'x'.repeat(201) }), 422, 'name'],
  ['POST', '/api/branches', branch({ timezone: 'Mars/Olympus' }), 422, 'timezone'],
  ['POST', '/api/branches', branch({ timezone: '+01:00' }), 422, 'timezone'],
  ['POST', '/api/branches', branch({ defaultCustomerId: undefined }), 422, 'defaultCustomerId'],
  ['POST', '/api/branches', branch({ defaultCustomerId: 0 }), 422, 'defaultCustomerId'],
  ['POST', '/api/branches', branch({ defaultCustomerId: '95' }), 422, 'defaultCustomerId'],
  ['POST', '/api/branches', branch({ warehouseId: 2 ** 31 }), 422, 'warehouseId'],
  ['POST', '/api/branches', branch({ pricelistId: 1.5 }), 422, 'pricelistId'],
  ['POST', '/api/branches', branch({ companyId: -1 }), 422, 'companyId'],
  ['POST', '/api/branches', branch({ callTimeoutMs: 1 }), 422, 'callTimeoutMs'],
  ['POST', '/api/branches', branch({ tlsCa: canarySecret }), 422, 'tlsCa'],
  ['POST', '/api/branches', branch({ tlsVerify: null }), 422, 'tlsVerify'],
  ['POST', '/api/branches', branch({ receive: { everySeconds: 9 } }), 422, 'receive.everySeconds'],
  ['POST', '/api/branches', branch({ receive: { everySeconds: 2_678_401 } }), 422, 'receive.everySeconds'],
  ['POST', '/api/branches', branch({ receive: { everySeconds: 60, cron: '* * * * *' } }), 422, 'receive.cron'],
  ['POST', '/api/branches', branch({ receive: { cron: '* * * *' } }), 422, 'receive.cron'],
  ['POST', '/api/branches', branch({ receive: { cron: '61 * * * *' } }), 422, 'receive.cron'],
  ['POST', '/api/branches', branch({ receive: { cron: '0 0 30 2 *' } }), 422, 'receive.cron'],
  ['POST', '/api/branches', branch({ receive: { startsAt: 'tomorrow' } }), 422, 'receive.startsAt'],
  ['POST', '/api/branches', branch({ receive: { every: 60 } }), 422, 'receive.every'],
  ['POST', '/api/branches', branch({ receive: { paused: 'no' } }), 422, 'receive.paused'],
  ['POST', '/api/branches', branch({ receive: { window: '08:00-20:00' } }), 422, 'receive.window'],
  ['POST', '/api/branches', branch({ receive: { window: { from: '08:00' } } }), 422, 'receive.window.until'],
  ['POST', '/api/branches', branch({ receive: { window: { from: '8:00', until: '20:00' } } }), 422, 'receive.window.from'],
  ['POST', '/api/branches', branch({ receive: { window: { from: '08:00', until: '24:00' } } }), 422, 'receive.window.until'],
  ['POST', '/api/branches', branch({ receive: { window: { from: '08:00', until: '08:00' } } }), 422, 'receive.window.until'],
  ['POST', '/api/branches', branch({ receive: { window: { from: '08:00', to: '20:00' } } }), 422, 'receive.window.to'],
  [
    'POST',
    '/api/branches',
    branch({ receive: { cron: '0 2 * * *', window: { from: '08:00', until: '20:00' } } }),
    422,
    'receive.window',
  ],

  ['PATCH', '/api/branches/B1', { code: 'B2' }, 422, 'code'],
  ['PATCH', '/api/branches/B1', { secret: '' }, 422, 'secret'],
  ['PATCH', '/api/branches/B1', { name: null }, 422, 'name'],
  ['PATCH', '/api/branches/B1', { name: 'Quay', tlsCa: '' }, 422, 'tlsCa'],
  ['PATCH', '/api/branches/B1', { receive: { everySeconds: 60, cron: '* * * * *' } }, 422, 'receive.cron'],
  [
    'PATCH',
    '/api/branches/B1',
    { name: 'Quay', receive: { cron: '0 2 * * *', window: { from: '08:00', until: '20:00' } } },
    422,
    'receive.window',
  ],
  ['PATCH', '/api/branches/B1', undefined, 422, 'body'],
  ['PATCH', '/api/branches/not%20a%20code', {}, 400, 'code'],
  ['GET', '/api/branches/%00', undefined, 400, 'code'],
  ['GET', `/api/branches/${'x'.repeat(99)}`, undefined, 400, 'code'],
  ['GET', `/api/branches/${'x'.repeat(300)}`, undefined, 414, 'path'],
  ['GET', '/api/branches/%zz', undefined, 400, 'path'],

  ['POST', '/api/branches/B1/receive', { since: 'yesterday' }, 422, 'since'],
  ['POST', '/api/branches/B1/receive', { since: '2026-11-20' }, 422, 'since'],
  ['POST', '/api/branches/B1/receive', { orderIds: [] }, 422, 'orderIds'],
  ['POST', '/api/branches/B1/receive', { orderIds: [1, -2] }, 422, 'orderIds.1'],
  ['POST', '/api/branches/B1/receive', { since: '2026-11-20T00:00:00Z', orderIds: [1] }, 422, 'orderIds'],
  ['POST', '/api/branches/B1/receive', { sinse: '2026-11-20T00:00:00Z' }, 422, 'sinse'],

  ['PUT', '/api/branches/B1/links', {}, 422, 'body'],
  ['PUT', '/api/branches/B1/links', [{ model: 'res.groups', remoteId: 1, centralId: 1 }], 422, '0.model'],
  ['PUT', '/api/branches/B1/links', [{ model: 'res.partner', remoteId: 1 }], 422, '0.centralId'],
  [
    'PUT',
    '/api/branches/B1/links',
    [1, 2].map((centralId) => ({ model: 'res.partner', remoteId: 1, centralId })),
    422,
    '1.remoteId',
  ],
  ['GET', '/api/branches/B1/mappings?model=res.groups', undefined, 400, 'model'],
  ['GET', '/api/branches/B1/mappings?state=lost', undefined, 400, 'state'],
  ['GET', '/api/branches/B1/mappings?q=', undefined, 400, 'q'],
  ['GET', '/api/branches/B1/mappings?cursor=x', undefined, 400, 'cursor'],
  ['GET', '/api/branches/B1/mappings/suggestions?model=res.users', undefined, 400, 'remoteId'],
  ['GET', '/api/branches/B1/mappings/suggestions?model=res.users&remoteId=0', undefined, 400, 'remoteId'],
  ['GET', '/api/branches/B1/mappings/suggestions/missing', undefined, 400, 'model'],
  ['GET', '/api/branches/B1/mappings/suggestions/missing?model=res.users&limit=101', undefined, 400, 'limit'],
  ['GET', '/api/branches/B1/mappings.csv?model=x', undefined, 400, 'model'],
  ['PUT', '/api/branches/B1/mappings', { settings: [] }, 422, 'settings'],
  ['PUT', '/api/branches/B1/mappings', { settings: [{ model: 'res.users', remoteId: 1 }] }, 422, 'settings.0.centralId'],
  [
    'PUT',
    '/api/branches/B1/mappings',
    { settings: [1, 2].map((centralId) => ({ model: 'res.users', remoteId: 1, centralId })) },
    422,
    'settings.1.remoteId',
  ],
  [
    'PUT',
    '/api/branches/B1/mappings',
    { settings: Array.from({ length: 1_001 }, (_, n) => ({ model: 'res.users', remoteId: n + 1, centralId: 1 })) },
    422,
    'settings',
  ],
  ['POST', '/api/failures/groups/x/link', { centralId: 1 }, 400, 'group'],
  ['POST', `/api/failures/groups/${'0'.repeat(32)}/link`, {}, 422, 'centralId'],
  ['POST', '/api/branches/B1/mappings/import', { settings: [] }, 415, 'content-type'],
  ['PUT', '/api/branches/B1/salespeople', [{ remoteUserId: 6 }], 422, '0.centralUserId'],
  ['PUT', '/api/branches/B1/salespeople', [1, 2].map((id) => ({ remoteUserId: 6, centralUserId: id })), 422, '1.remoteUserId'],

  ['GET', '/api/schedule?from=now', undefined, 400, 'from'],
  ['GET', '/api/schedule?to=2020-01-01T00:00:00Z', undefined, 400, 'to'],
  ['GET', '/api/schedule?from=2026-11-20T00:00:00Z&to=2026-11-20T00:00:00Z', undefined, 400, 'to'],
  ['GET', '/api/schedule?from=2026-11-20T00:00:00Z&to=2026-11-27T00:00:01Z', undefined, 400, 'to'],
  ['GET', '/api/schedule?from=9999-12-31T23:59:59-12:00', undefined, 400, 'to'],
  ['GET', '/api/schedule?branch=B1', undefined, 400, 'branch'],
  ['GET', '/api/schedule?cursor=IkIxIg', undefined, 400, 'cursor'],

  ['GET', '/api/runs?kind=steal', undefined, 400, 'kind'],
  ['GET', '/api/runs?status=ok', undefined, 400, 'status'],
  ['GET', '/api/runs?branch=a%20b', undefined, 400, 'branch'],
  ['GET', '/api/runs?limit=0', undefined, 400, 'limit'],
  ['GET', '/api/runs?limit=201', undefined, 400, 'limit'],
  ['GET', '/api/runs?limit=ten', undefined, 400, 'limit'],
  ['GET', '/api/runs?limit=1&limit=2', undefined, 400, 'limit'],
  ['GET', '/api/runs?cursor=x', undefined, 400, 'cursor'],
  ['GET', '/api/runs?kidn=receive', undefined, 400, 'kidn'],
  ['GET', '/api/runs/42', undefined, 400, 'id'],
  ['GET', '/api/orders?flagged=maybe', undefined, 400, 'flagged'],
  ['GET', '/api/orders?from=2026-11-20', undefined, 400, 'from'],
  ['GET', '/api/orders?from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z', undefined, 400, 'to'],
  ['GET', '/api/orders?q=%00', undefined, 400, 'q'],
  ['GET', '/api/orders?cursor=bm90IGpzb24', undefined, 400, 'cursor'],
  ['GET', '/api/failures?class=bad', undefined, 400, 'class'],
  ['GET', '/api/failures?code=;drop', undefined, 400, 'code'],
  ['GET', '/api/failures/42', undefined, 400, 'id'],
  ['GET', '/api/branches?limit=-1', undefined, 400, 'limit'],
  ['GET', '/api/branches/B1/links?model=x', undefined, 400, 'model'],
  ['GET', '/api/branches/B1/links?cursor=IkIxIg', undefined, 400, 'cursor'],

  ['POST', '/api/keys', { name: 'x', role: 'root' }, 422, 'role'],
  ['POST', '/api/keys', { role: 'viewer' }, 422, 'name'],
  ['POST', '/api/keys', { name: 'x', role: 'viewer', expiresAt: 'never' }, 422, 'expiresAt'],
  ['DELETE', '/api/keys/42', undefined, 400, 'id'],

  ['GET', '/api/audit?action=Branch', undefined, 400, 'action'],
  ['GET', '/api/audit?action=branch..', undefined, 400, 'action'],
  ['GET', '/api/audit?action=%25', undefined, 400, 'action'],
  ['GET', '/api/audit?actor=%00', undefined, 400, 'actor'],
  ['GET', '/api/audit?subject=', undefined, 400, 'subject'],
  ['GET', '/api/audit?branch=a%20b', undefined, 400, 'branch'],
  ['GET', '/api/audit?from=2026-11-20', undefined, 400, 'from'],
  ['GET', '/api/audit?from=2026-11-21T00:00:00Z&until=2026-11-20T00:00:00Z', undefined, 400, 'until'],
  ['GET', '/api/audit?to=2026-11-20T00:00:00Z', undefined, 400, 'to'],
  ['GET', '/api/audit?cursor=x', undefined, 400, 'cursor'],
  ['GET', '/api/audit?limit=201', undefined, 400, 'limit'],
  ['GET', '/api/audit.csv?cursor=x', undefined, 400, 'cursor'],
  ['GET', '/api/audit.csv?until=never', undefined, 400, 'until'],

  ['POST', '/api/branches', '{"secret": "canary-pa55word-7f3e9c", oops', 400, 'body'],
  ['POST', '/api/branches', '{"__proto__": {"isAdmin": true}}', 400, 'body'],
  ['POST', '/api/branches', JSON.stringify(branch({ name: 'x'.repeat(1_100_000) })), 413, 'body'],
];

describe('bad input', () => {
  it('is refused call by call with a problem that names the field, shows no value, and changes nothing', async () => {
    const api = await anApi();
    await api.call('POST', '/api/branches', { body: aBranchInput() });
    const before = await stateOf(api);
    for (const [method, url, body, status, field] of cases) {
      const answer = await api.call(method, url, { body });
      const what = `${method} ${url} ${JSON.stringify(body)?.slice(0, 120)} -> ${answer.body}`;
      expect(answer.statusCode, what).toBe(status);
      expect(answer.headers['content-type'], what).toContain('application/problem+json');
      const problem = problemSchema.parse(answer.json());
      expect(
        problem.errors?.map((error) => error.field),
        what,
      ).toContain(field);
      expect(problem, what).toMatchObject({ status, requestId: answer.headers['x-request-id'] });
      expect(answer.body, what).not.toContain(canarySecret);
    }
    expect(await stateOf(api)).toEqual(before);
  });

  it.each([
    ['text/plain', 'code=B1'],
    ['application/x-www-form-urlencoded', 'code=B1'],
    ['application/xml', '<branch/>'],
  ])('of type %s is refused by name', async (type, body) => {
    const { call } = await anApi();
    const answer = await call('POST', '/api/branches', { body, headers: { 'content-type': type } });
    expect(answer.json()).toMatchObject({ status: 415, errors: [{ field: 'content-type' }] });
  });

  it('names everything that is wrong at once', async () => {
    const { call } = await anApi();
    const answer = await call('POST', '/api/branches', { body: aBranchInput({ timezone: 'x', login: '', extra: 1 }) });
    expect(answer.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field)).toEqual([
      'timezone',
      'login',
      'extra',
    ]);
  });

  it.each(['with space', 'ü', 'x'.repeat(201)])('names the header of an impossible idempotency key: %s', async (key) => {
    const { call } = await anApi();
    await call('POST', '/api/branches', { body: aBranchInput() });
    const answer = await call('POST', '/api/branches/B1/receive', { body: {}, headers: { 'idempotency-key': key } });
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ field: 'idempotency-key' }] });
  });

  it('replaces a request id that could do harm in a log', async () => {
    const { call } = await anApi();
    const ask = async (id: string) =>
      (await call('GET', '/api/health/live', { headers: { 'x-request-id': id } })).headers['x-request-id'];
    expect(await ask('shop-17.retry_2')).toBe('shop-17.retry_2');
    for (const id of ['a b', '{"x":1}', 'x'.repeat(65), '']) expect(await ask(id)).toMatch(/^[0-9a-f-]{36}$/);
  });
});

async function stateOf({ database: { db } }: TestApi) {
  return Promise.all([db.select().from(branches), db.select().from(runs), db.select().from(salespeople), db.$count(audit)]);
}
