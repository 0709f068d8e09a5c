import { branchSchema, timelinePageSchema } from '@branch-sync/contract';
import { audit, branches, failures, insertRun, orders, putStandingFailures, runs, schedules } from '@branch-sync/db';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { certificate } from '../../../packages/odoo/src/testing/certificates.ts';
import { canarySecret } from '../../harness/world.ts';
import { aBranchInput, anApi, type TestApi } from './an-api.ts';

async function addBranch(api: TestApi, given: Record<string, unknown> = {}) {
  const answer = await api.call('POST', '/api/branches', { body: aBranchInput(given) });
  expect(answer.statusCode, answer.body).toBe(201);
  return branchSchema.parse(answer.json());
}

async function rowOf({ database }: TestApi, code = 'B1') {
  const [row] = await database.db.select().from(branches).where(eq(branches.code, code));
  if (row === undefined) throw new Error(`There is no row of ${code}.`);
  return row;
}

const openSecret = (api: TestApi, row: { id: string; secretEnvelope: string }) =>
  api.deps.secretBox.open(row.secretEnvelope, { table: 'branches', row: row.id, field: 'secret' });

describe('adding a branch', () => {
  it('takes what must be there, fills in the rest, and tells where it is', async () => {
    const api = await anApi();
    const answer = await api.call('POST', '/api/branches', { body: aBranchInput({ url: 'https://POS.example/' }) });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers.location).toBe('/api/branches/B1');
    expect(branchSchema.parse(answer.json())).toMatchObject({
      code: 'B1',
      url: 'https://pos.example',
      transport: 'auto',
      secretSet: true,
      lastContact: null,
      defaultSalespersonId: null,
      receive: {
        startsAt: null,
        everySeconds: null,
        cron: null,
        window: null,
        paused: false,
        nextDueAt: null,
        skippedSlots: 0,
      },
    });
    expect((await api.call('GET', '/api/branches/B1')).json()).toEqual(answer.json());
  });

  it('has it reconciled every night between 3 and 4 at its own minute, or as it is asked, or by hand only', async () => {
    const api = await anApi();
    const add = async (code: string, reconcile: unknown) => {
      const answer = await api.call('POST', '/api/branches', { body: aBranchInput({ code, reconcile }) });
      return branchSchema.parse(answer.json()).reconcile;
    };
    const minutes = new Set<string>();
    for (const code of ['B1', 'B2', 'B3', 'B4', 'B5', 'B6']) {
      const { cron, paused } = (await add(code, undefined)) ?? {};
      expect([cron, paused]).toEqual([expect.stringMatching(/^[1-5]?[0-9] 3 \* \* \*$/), false]);
      minutes.add(String(cron));
    }
    expect(minutes.size).toBeGreaterThan(1);
    expect(await add('B7', { cron: '15 22 * * *' })).toMatchObject({ cron: '15 22 * * *', nextDueAt: null });
    expect(await add('B8', null)).toBeNull();
    const patch = async (reconcile: unknown) =>
      (await api.call('PATCH', '/api/branches/B8', { body: { reconcile } })).json().reconcile;
    expect(await patch({ everySeconds: 86_400 })).toMatchObject({ everySeconds: 86_400, cron: null });
    expect(await patch({ cron: '0 4 * * *', window: { from: '03:00', until: '05:00' } })).toMatchObject({
      everySeconds: null,
      cron: '0 4 * * *',
    });
    const never = await api.call('PATCH', '/api/branches/B8', { body: { reconcile: { cron: '0 6 * * *' } } });
    expect(never.json()).toMatchObject({ status: 422, errors: [{ field: 'reconcile.window' }] });
    expect((await api.call('PATCH', '/api/branches/B8', { body: { name: 'Quay' } })).json().reconcile).toMatchObject({
      cron: '0 4 * * *',
    });
    expect(await patch(null)).toBeNull();
    const timeline = timelinePageSchema.parse((await api.call('GET', '/api/schedule')).json());
    expect(timeline.items.filter(({ kind }) => kind === 'reconcile').map(({ branchCode }) => branchCode)).toEqual([
      'B1',
      'B2',
      'B3',
      'B4',
      'B5',
      'B6',
      'B7',
    ]);
  });

  it('keeps the secret sealed, bound to the branch', async () => {
    const api = await anApi();
    await addBranch(api);
    const row = await rowOf(api);
    expect(JSON.stringify(row)).not.toContain(canarySecret);
    expect(openSecret(api, row)).toBe(canarySecret);
  });

  it('refuses a code that another branch has, and writes nothing', async () => {
    const api = await anApi();
    await addBranch(api);
    const again = await api.call('POST', '/api/branches', { body: aBranchInput({ name: 'Other' }) });
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ code: 'branch.code_taken', errors: [{ field: 'code' }] });
    expect(await api.database.db.select().from(branches)).toHaveLength(1);
    expect(await api.database.db.select().from(audit).where(eq(audit.action, 'branch.create'))).toHaveLength(1);
  });

  it('makes one branch when the same code comes ten times at once', async () => {
    const api = await anApi();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.call('POST', '/api/branches', { body: aBranchInput() })),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, ...Array(9).fill(409)]);
    expect(await api.database.db.select().from(schedules)).toHaveLength(1);
  });
});

describe('changing a branch', () => {
  it('changes what is named, leaves the rest, and clears by null', async () => {
    const api = await anApi();
    const before = await addBranch(api, { warehouseId: 3, pricelistId: 1, receive: { everySeconds: 900 } });
    const answer = await api.call('PATCH', '/api/branches/B1', { body: { name: 'Quay', warehouseId: null } });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ ...before, name: 'Quay', warehouseId: null, updatedAt: answer.json().updatedAt });
    expect(openSecret(api, await rowOf(api))).toBe(canarySecret);
  });

  it('is told whom to trust, and no longer', async () => {
    const api = await anApi();
    const tlsCa = certificate('authority');
    expect(await addBranch(api)).toMatchObject({ tlsCa: null, tlsVerify: true });
    const patch = async (body: unknown) => (await api.call('PATCH', '/api/branches/B1', { body })).json();
    expect(await patch({ tlsCa: `${tlsCa}\n` })).toMatchObject({ tlsCa, tlsVerify: true });
    expect(await patch({ tlsVerify: false })).toMatchObject({ tlsCa, tlsVerify: false });
    expect((await api.call('GET', '/api/branches')).json()).toMatchObject({ items: [{ tlsCa, tlsVerify: false }] });
    expect(await patch({ name: 'Quay' })).toMatchObject({ tlsCa, tlsVerify: false });
    expect(await patch({ tlsCa: null, tlsVerify: true })).toMatchObject({ tlsCa: null, tlsVerify: true });
    expect(await addBranch(api, { code: 'B2', tlsCa, tlsVerify: false })).toMatchObject({ tlsCa, tlsVerify: false });
  });

  it('puts one rhythm in the place of the other', async () => {
    const api = await anApi();
    await addBranch(api, { receive: { everySeconds: 900, paused: true } });
    const patch = async (receive: unknown) => (await api.call('PATCH', '/api/branches/B1', { body: { receive } })).json().receive;
    expect(await patch({ cron: '0 8 * * *' })).toMatchObject({ everySeconds: null, cron: '0 8 * * *', paused: true });
    expect(await patch({ paused: false })).toMatchObject({ cron: '0 8 * * *', paused: false });
    expect(await patch({ everySeconds: 60 })).toMatchObject({ everySeconds: 60, cron: null });
    expect(await patch({ everySeconds: null, startsAt: '2026-12-01T08:00:00+01:00' })).toMatchObject({
      everySeconds: null,
      cron: null,
      startsAt: '2026-12-01T07:00:00.000Z',
    });
  });

  it('gives the schedule a daily window, keeps it, changes it, and clears it by null', async () => {
    const api = await anApi();
    const patch = async (receive: unknown) => (await api.call('PATCH', '/api/branches/B1', { body: { receive } })).json().receive;
    const day = { from: '08:00', until: '20:00' };
    const night = { from: '22:00', until: '04:00' };
    expect(await addBranch(api, { receive: { everySeconds: 900, window: day } })).toMatchObject({ receive: { window: day } });
    expect(await patch({ everySeconds: 60 })).toMatchObject({ everySeconds: 60, window: day });
    expect(await patch({ window: night })).toMatchObject({ everySeconds: 60, window: night });
    expect((await api.call('GET', '/api/branches/B1')).json().receive).toMatchObject({ window: night });
    expect(await patch({ window: null })).toMatchObject({ everySeconds: 60, window: null });
  });

  it.each([{ cron: '0 2 * * *' }, { window: { from: '13:00', until: '20:00' } }])(
    'refuses a change that leaves a schedule never due, and says what to do: %o',
    async (receive) => {
      const api = await anApi();
      const before = await addBranch(api, { receive: { cron: '0 12 * * *', window: { from: '08:00', until: '20:00' } } });
      const answer = await api.call('PATCH', '/api/branches/B1', { body: { name: 'Quay', receive } });
      expect(answer.statusCode).toBe(422);
      expect(answer.json()).toMatchObject({
        detail: expect.stringContaining('would never be due'),
        errors: [{ field: 'receive.window', message: expect.stringContaining('widen it, or choose hours of cron inside it') }],
      });
      expect((await api.call('GET', '/api/branches/B1')).json()).toEqual(before);
    },
  );

  it('gets its rules for customers and totals, which must be whole', async () => {
    const api = await anApi();
    const patch = async (body: Record<string, unknown>) => api.call('PATCH', '/api/branches/B1', { body });
    const untold = { customerRule: 'default', totalRule: 'flag', adjustProductId: null, adjustLimit: null };
    expect(await addBranch(api, { customerRule: 'match' })).toMatchObject({ ...untold, customerRule: 'match' });
    const halved = await patch({ totalRule: 'adjust', adjustProductId: 7 });
    expect([halved.statusCode, halved.json().errors]).toEqual([
      422,
      [{ field: 'adjustLimit', message: expect.stringContaining('"0.05"') }],
    ]);
    for (const adjustLimit of ['0', '-1', '0,05', 0.05]) expect((await patch({ adjustLimit })).statusCode).toBe(422);
    const whole = { totalRule: 'adjust', adjustProductId: 7, adjustLimit: '0.05' };
    expect((await patch(whole)).json()).toMatchObject(whole);
    expect((await patch({ adjustProductId: null })).statusCode).toBe(422);
    expect((await patch({ totalRule: 'flag', adjustProductId: null })).json()).toMatchObject({ totalRule: 'flag' });
    const made = await api.call('POST', '/api/branches', { body: aBranchInput({ code: 'B2', totalRule: 'adjust' }) });
    expect([made.statusCode, made.json().errors.length]).toEqual([422, 2]);
  });

  it('has its schedule planned anew when its zone changes', async () => {
    const api = await anApi();
    await addBranch(api, { receive: { cron: '0 8 * * *' } });
    await api.database.db.update(schedules).set({ nextDueAt: new Date('2026-12-01T07:00:00Z') });
    await api.call('PATCH', '/api/branches/B1', { body: { timezone: 'Europe/Brussels' } });
    expect((await api.call('GET', '/api/branches/B1')).json().receive.nextDueAt).toBe('2026-12-01T07:00:00.000Z');
    const moved = await api.call('PATCH', '/api/branches/B1', { body: { timezone: 'Europe/London' } });
    expect(moved.json()).toMatchObject({ timezone: 'Europe/London', receive: { cron: '0 8 * * *', nextDueAt: null } });
    expect((await api.call('GET', '/api/branches/B1')).json()).toEqual(moved.json());
  });

  it('has a changed schedule planned anew, and another one left alone', async () => {
    const api = await anApi();
    await addBranch(api, { receive: { everySeconds: 900 } });
    const nextDueAt = new Date('2026-12-01T00:00:00Z');
    await api.database.db.update(schedules).set({ nextDueAt });
    await api.call('PATCH', '/api/branches/B1', { body: { name: 'Quay' } });
    expect((await api.call('GET', '/api/branches/B1')).json().receive.nextDueAt).toBe(nextDueAt.toISOString());
    await api.call('PATCH', '/api/branches/B1', { body: { receive: { everySeconds: 60 } } });
    expect((await api.call('GET', '/api/branches/B1')).json().receive.nextDueAt).toBeNull();
  });

  it.each([
    { url: 'http://other.example' },
    { database: 'other' },
    { login: 'other' },
    { secret: 'other' },
    { transport: 'xmlrpc' },
    { tlsCa: certificate('authority') },
    { tlsVerify: false },
  ])('forgets what was learned of the connection when it becomes another one: %o', async (change) => {
    const api = await anApi();
    await addBranch(api);
    const facts = { connection: { version: { text: '19.0', major: 19, minor: 0 }, transport: 'json2', uid: 9 } };
    await api.database.db.update(branches).set({ facts, factsAt: new Date('2026-11-20T10:00:00Z') });
    const renamed = (await api.call('PATCH', '/api/branches/B1', { body: { name: 'Quay' } })).json();
    expect(renamed.lastContact).toEqual({ version: '19.0', transport: 'json2', at: '2026-11-20T10:00:00.000Z' });
    expect((await api.call('PATCH', '/api/branches/B1', { body: change })).json().lastContact).toBeNull();
  });

  it('changes the secret', async () => {
    const api = await anApi();
    await addBranch(api);
    await api.call('PATCH', '/api/branches/B1', { body: { secret: 'another' } });
    expect(openSecret(api, await rowOf(api))).toBe('another');
  });

  it('loses no change when two come at once', async () => {
    const api = await anApi();
    await addBranch(api);
    await Promise.all([
      ...[1, 2, 3].map((id) => api.call('PATCH', '/api/branches/B1', { body: { warehouseId: id } })),
      api.call('PATCH', '/api/branches/B1', { body: { pricelistId: 7 } }),
      api.call('PATCH', '/api/branches/B1', { body: { receive: { everySeconds: 60 } } }),
      api.call('PATCH', '/api/branches/B1', { body: { receive: { paused: true } } }),
    ]);
    const now = branchSchema.parse((await api.call('GET', '/api/branches/B1')).json());
    expect(now).toMatchObject({ pricelistId: 7, receive: { everySeconds: 60, paused: true } });
  });
});

describe('archiving a branch', () => {
  it('wipes the secret and the schedule, calls off what waits, keeps the ledger, and frees the code', async () => {
    const api = await anApi();
    const { id } = await addBranch(api);
    const { db } = api.database;
    const { run } = await insertRun(db, { branchId: id, kind: 'receive', trigger: 'manual', request: {}, idempotencyKey: null });
    const order = {
      identity: 'a',
      remoteId: 1,
      posReference: 'Shop/1',
      orderedAt: new Date(),
      currency: 'EUR',
      posTotal: '1.00',
    };
    await db.insert(orders).values({ ...order, id: run.id, branchId: id, status: 'failed' });
    const words = { code: 'branch.dns', class: 'transient', message: 'm', fix: 'f', fingerprint: 'receive' } as const;
    await putStandingFailures(db, [{ ...words, branchId: id, kind: 'receive', runId: run.id, status: 'retrying' }]);

    expect((await api.call('DELETE', '/api/branches/B1')).statusCode).toBe(204);
    expect((await api.call('GET', '/api/branches/B1')).statusCode).toBe(404);
    expect((await api.call('DELETE', '/api/branches/B1')).statusCode).toBe(404);
    expect(await rowOf(api)).toMatchObject({ secretEnvelope: '' });
    expect(await db.select().from(schedules)).toEqual([]);
    expect((await db.select().from(runs))[0]).toMatchObject({ status: 'cancelled' });
    expect((await db.select().from(failures))[0]).toMatchObject({ status: 'dismissed' });
    expect((await api.call('GET', '/api/orders?branch=B1')).json().items).toHaveLength(1);

    const successor = await addBranch(api);
    expect(successor.id).not.toBe(id);
  });
});

describe('the audit', () => {
  it('has who changed what in which request, and no secret', async () => {
    const api = await anApi();
    await addBranch(api);
    const headers = { 'x-request-id': 'from-the-shop-17' };
    await api.call('PATCH', '/api/branches/B1', { body: { name: 'Quay', secret: canarySecret }, headers });
    await api.call('DELETE', '/api/branches/B1');
    const entries = await api.database.db.select().from(audit).where(eq(audit.subject, 'branch:B1')).orderBy(audit.id);
    expect(entries.map(({ action, actor }) => `${actor} ${action}`)).toEqual([
      'key:admin branch.create',
      'key:admin branch.update',
      'key:admin branch.archive',
    ]);
    expect(entries[1]).toMatchObject({ requestId: 'from-the-shop-17', address: '127.0.0.1' });
    expect(JSON.stringify(entries)).not.toContain(canarySecret);
  });

  it('has every value before and after, those within others by their path, and nothing that stayed', async () => {
    const api = await anApi();
    const { id } = await addBranch(api);
    const models = [{ model: 'account.tax' }];
    await api.call('PATCH', '/api/branches/B1', {
      body: {
        name: 'Quay',
        timezone: 'Europe/Brussels',
        secret: canarySecret,
        warehouseId: 3,
        receive: { everySeconds: 300, window: { from: '07:00', until: '22:00' } },
        push: { cron: '0 4 * * *' },
        masterData: { models, conflicts: 'ask' },
      },
    });
    await api.call('PATCH', '/api/branches/B1', { body: { receive: { cron: '5 * * * *' }, push: null, warehouseId: null } });
    await api.call('PATCH', '/api/branches/B1', { body: { receive: { cron: '5 * * * *' } } });
    await api.call('DELETE', '/api/branches/B1');
    const entries = await api.database.db.select().from(audit).where(eq(audit.branchId, id)).orderBy(audit.id);
    const [created, first, second, third, archived] = entries.map(({ changes }) => changes);
    const field = (name: string, before: unknown, after: unknown) => ({ field: name, before, after });
    expect(created).toEqual(
      expect.arrayContaining([
        field('code', null, 'B1'),
        field('secret', null, 'changed'),
        field('tlsVerify', null, true),
        field('defaultCustomerId', null, 95),
        field('masterData.conflicts', null, 'central_wins'),
        field('receive.paused', null, false),
      ]),
    );
    const sorted = (changes: typeof first) => changes?.toSorted((one, other) => one.field.localeCompare(other.field));
    expect(sorted(first)).toEqual([
      field('masterData.conflicts', 'central_wins', 'ask'),
      field('masterData.models', [], [{ ...models[0], tagIds: [], fields: null, conditions: [], categoryIds: [] }]),
      field('name', 'Harbour', 'Quay'),
      field('push.cron', null, '0 4 * * *'),
      field('push.paused', null, false),
      field('receive.everySeconds', null, 300),
      field('receive.window.from', null, '07:00'),
      field('receive.window.until', null, '22:00'),
      field('secret', 'set', 'changed'),
      field('warehouseId', null, 3),
    ]);
    expect(sorted(second)).toEqual([
      field('push.cron', '0 4 * * *', null),
      field('push.paused', false, null),
      field('receive.cron', null, '5 * * * *'),
      field('receive.everySeconds', 300, null),
      field('warehouseId', 3, null),
    ]);
    expect(third).toEqual([]);
    expect(sorted(archived)).toEqual([
      field('isArchived', false, true),
      field('receive.cron', '5 * * * *', null),
      field('receive.paused', false, null),
      field('receive.window.from', '07:00', null),
      field('receive.window.until', '22:00', null),
      field('secret', 'set', null),
    ]);
    expect(entries.at(-1)?.detail).toEqual({ runsCancelled: 0, runsAskedToEnd: 0, failuresDismissed: 0 });
  });
});

describe('a branch that does not answer', () => {
  it('says since when, and when it is tried next; archived it is forgotten', async () => {
    const api = await anApi();
    const created = await api.call('POST', '/api/branches', { body: aBranchInput() });
    expect(created.json()).toMatchObject({ circuit: { state: 'closed', offlineSince: null, nextTryAt: null } });
    const { id } = branchSchema.parse(created.json());
    await api.database.sql`
      insert into circuits (place, branch_id, misses, first_miss_at, open_since, next_try_at)
      values (${id}, ${id}, 3, '2026-11-24T10:00:00Z', '2026-11-24T10:00:00Z', '2100-01-01T00:00:00Z')`;
    expect((await api.call('GET', '/api/branches/B1')).json()).toMatchObject({
      circuit: { state: 'open', offlineSince: '2026-11-24T10:00:00.000Z', nextTryAt: '2100-01-01T00:00:00.000Z' },
    });
    await api.database.sql`update circuits set probe_run_id = gen_random_uuid()`;
    expect((await api.call('GET', '/api/branches')).json()).toMatchObject({ items: [{ circuit: { state: 'half_open' } }] });
    await api.call('DELETE', '/api/branches/B1');
    expect(await api.database.sql`select 1 from circuits`).toEqual([]);
  });

  it('is tried at once where its connection was changed, and its waiting run with it', async () => {
    const api = await anApi();
    const { id } = branchSchema.parse((await api.call('POST', '/api/branches', { body: aBranchInput() })).json());
    const { runId } = (await api.call('POST', '/api/branches/B1/receive')).json();
    const queue = api.deps.queues.byName.receive;
    await (await queue.getJob(runId))?.remove();
    await queue.add('receive B1', { runId }, { jobId: runId, deduplication: { id: `receive-${id}` }, delay: 900_000 });
    await api.database.sql`
      insert into circuits (place, branch_id, misses, first_miss_at, open_since, next_try_at)
      values (${id}, ${id}, 3, now(), now(), now() + interval '15 minutes')`;
    await api.call('PATCH', '/api/branches/B1', { body: { name: 'Harbour' } });
    expect(await api.database.sql`select 1 from circuits where next_try_at > now()`).toHaveLength(1);
    await api.call('PATCH', '/api/branches/B1', { body: { url: 'http://127.0.0.1:2' } });
    expect(await api.database.sql`select 1 from circuits where next_try_at <= now()`).toHaveLength(1);
    expect(await (await queue.getJob(runId))?.getState()).toBe('waiting');
  });
});
