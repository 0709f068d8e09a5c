import { createMailer } from '@branch-sync/alerts';
import {
  type AlertRule,
  alertDetailSchema,
  alertPageSchema,
  alertRulePageSchema,
  alertRuleSchema,
  createdAlertChannelSchema,
} from '@branch-sync/contract';
import { alertChannels, alertDeliveries, type alerts, audit, cliActor, createApiKey } from '@branch-sync/db';
import { asc, like } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { startHttpServer } from '../../../packages/odoo/src/testing/http-server.ts';
import { startSmtpServer } from '../../harness/smtp-server.ts';
import { aBranch } from '../api/a-run.ts';
import { anApi, bearer, type TestApi } from '../api/an-api.ts';
import { anAlert as anAlertIn } from './an-alert.ts';

async function rulesOf(api: TestApi): Promise<AlertRule[]> {
  return alertRulePageSchema.parse((await api.call('GET', '/api/alerts/rules')).json()).items;
}

async function aWebhook(api: TestApi, url: string) {
  const answer = await api.call('POST', '/api/alerts/channels', { body: { kind: 'webhook', name: 'pager', url } });
  expect(answer.statusCode, answer.body).toBe(201);
  return createdAlertChannelSchema.parse(answer.json());
}

const actionsOf = async ({ database }: TestApi) =>
  (await database.db.select().from(audit).where(like(audit.action, 'alert%')).orderBy(asc(audit.id))).map(
    ({ action, changes }) => ({
      action,
      changes,
    }),
  );

describe('rules', () => {
  it('are there from the beginning, for everybody to see, and are changed by admins', async () => {
    const api = await anApi();
    await aBranch(api, 'B1');
    const rule = (await rulesOf(api)).find(({ kind }) => kind === 'branch_behind');
    expect(rule).toMatchObject({ enabled: true, minutes: 15, branches: null, channelIds: [], quietHours: null });
    const url = `/api/alerts/rules/${rule?.id}`;
    expect((await api.call('PATCH', url, { as: 'operator', body: { minutes: 5 } })).statusCode).toBe(403);
    const body = {
      minutes: 5,
      branches: ['B1'],
      quietHours: { from: '22:00', until: '07:00' },
      severity: 'critical',
      enabled: false,
    };
    const changed = await api.call('PATCH', url, { body });
    expect(changed.statusCode, changed.body).toBe(200);
    expect(alertRuleSchema.parse(changed.json())).toMatchObject(body);
    const cleared = await api.call('PATCH', url, { body: { branches: null, quietHours: null } });
    expect(cleared.json()).toMatchObject({ minutes: 5, branches: null, quietHours: null });
    expect((await actionsOf(api))[0]).toMatchObject({
      action: 'alert_rule.update',
      changes: expect.arrayContaining([{ field: 'minutes', before: 15, after: 5 }]),
    });
  });

  it('are made and deleted', async () => {
    const api = await anApi();
    const made = await api.call('POST', '/api/alerts/rules', { body: { kind: 'failure_group', amount: '500', currency: 'EUR' } });
    expect(made.statusCode, made.body).toBe(201);
    const { id } = alertRuleSchema.parse(made.json());
    expect(await rulesOf(api)).toHaveLength(6);
    expect((await api.call('DELETE', `/api/alerts/rules/${id}`)).statusCode).toBe(204);
    expect((await api.call('DELETE', `/api/alerts/rules/${id}`)).statusCode).toBe(404);
    expect(await rulesOf(api)).toHaveLength(5);
    expect((await actionsOf(api)).map(({ action }) => action)).toEqual(['alert_rule.create', 'alert_rule.delete']);
  });

  const unfit = [
    { body: { kind: 'branch_behind' }, field: 'minutes', message: 'is required' },
    {
      body: { kind: 'branch_behind', minutes: 5, orders: 3 },
      field: 'orders',
      message: 'is not for rules of the kind branch_behind',
    },
    {
      body: { kind: 'central_down', minutes: 5, branches: ['B1'] },
      field: 'branches',
      message: 'is not for rules of the kind central_down',
    },
    { body: { kind: 'failure_group' }, field: 'orders', message: 'or amount is required' },
    { body: { kind: 'failure_group', orders: 3, currency: 'EUR' }, field: 'currency', message: 'is for an amount' },
    {
      body: { kind: 'branch_behind', minutes: 5, branches: ['NO'] },
      field: 'branches',
      message: 'must be codes of branches that are there',
    },
    {
      body: { kind: 'branch_behind', minutes: 5, channelIds: [uuidv7()] },
      field: 'channelIds',
      message: 'must be channels that are there',
    },
    {
      body: { kind: 'central_down', minutes: 5, timezone: 'Mars' },
      field: 'timezone',
      message: 'must be an IANA time zone, e.g. Europe/Brussels',
    },
  ];
  it.each(unfit)('that do not fit are refused: $field $message', async ({ body, field, message }) => {
    const api = await anApi();
    const answer = await api.call('POST', '/api/alerts/rules', { body });
    expect(answer.statusCode, answer.body).toBe(422);
    expect(answer.json()).toMatchObject({ errors: [{ field, message }] });
  });

  it('are not changed into what does not fit them', async () => {
    const api = await anApi();
    const [central] = (await rulesOf(api)).filter(({ kind }) => kind === 'central_down');
    const change = (body: unknown) => api.call('PATCH', `/api/alerts/rules/${central?.id}`, { body });
    expect((await change({ minutes: null })).json()).toMatchObject({ status: 422, errors: [{ field: 'minutes' }] });
    expect((await change({ orders: 5 })).json()).toMatchObject({ status: 422, errors: [{ field: 'orders' }] });
    expect((await change({ kind: 'worker_gone' })).json()).toMatchObject({ status: 422, errors: [{ field: 'kind' }] });
  });
});

describe('channels', () => {
  it('show a webhook’s secret once, and its URL to admins alone', async () => {
    const api = await anApi();
    const { id, secret } = await aWebhook(api, 'https://hooks.example/services/T0/secret-path');
    expect(secret).toMatch(/^whsec_/);
    const list = async (as: 'viewer' | 'admin') => (await api.call('GET', '/api/alerts/channels', { as })).json().items;
    expect(await list('admin')).toMatchObject([
      { id, url: 'https://hooks.example/services/T0/secret-path', target: 'hooks.example' },
    ]);
    expect(await list('viewer')).toMatchObject([{ id, url: null, target: 'hooks.example' }]);
    const rotated = await api.call('POST', `/api/alerts/channels/${id}/rotate-secret`);
    const { secret: other } = createdAlertChannelSchema.parse(rotated.json());
    expect(other).not.toBe(secret);
    expect(rotated.headers['cache-control']).toBe('no-store');
    const stored = JSON.stringify([
      await api.database.db.select().from(alertChannels),
      await api.database.db.select().from(audit),
    ]);
    expect(stored).not.toContain(secret?.slice(6));
    expect(stored).not.toContain(other?.slice(6));
    expect((await actionsOf(api)).map(({ action }) => action)).toEqual(['alert_channel.create', 'alert_channel.rotate_secret']);
    expect((await actionsOf(api))[1]?.changes).toEqual([{ field: 'secret', before: 'set', after: 'changed' }]);
  });

  it('of e-mail have recipients and no secret', async () => {
    const api = await anApi();
    const body = { kind: 'email', name: 'ops', recipients: ['a@example.com', 'b@example.com'] };
    const made = createdAlertChannelSchema.parse((await api.call('POST', '/api/alerts/channels', { body })).json());
    expect(made).toMatchObject({ ...body, secret: null, url: null, target: '2 recipients' });
    expect((await api.call('POST', `/api/alerts/channels/${made.id}/rotate-secret`)).statusCode).toBe(409);
    const changed = await api.call('PATCH', `/api/alerts/channels/${made.id}`, { body: { recipients: ['c@example.com'] } });
    expect(changed.json()).toMatchObject({ recipients: ['c@example.com'], target: '1 recipient' });
    const strange = await api.call('PATCH', `/api/alerts/channels/${made.id}`, { body: { url: 'https://x.example' } });
    expect(strange.json()).toMatchObject({ status: 422, errors: [{ field: 'url' }] });
  });

  it.each([
    { kind: 'webhook', name: 'x' },
    { kind: 'webhook', name: 'x', url: 'ftp://x.example' },
    { kind: 'webhook', name: 'x', url: 'https://user:word@x.example' },
    { kind: 'webhook', name: 'x', url: 'https://x.example', recipients: ['a@example.com'] },
    { kind: 'email', name: 'x', recipients: [] },
    { kind: 'email', name: 'x', recipients: ['a@example.com\r\nBcc: b@example.com'] },
  ])('that cannot be are refused: %o', async (body) => {
    const api = await anApi();
    expect((await api.call('POST', '/api/alerts/channels', { body })).statusCode).toBe(422);
  });

  it('are tested at once, and say what came of it', async () => {
    let status = 204;
    const receiver = await startHttpServer(() => ({ status, body: '' }));
    const smtp = await startSmtpServer();
    const api = await anApi({ mailer: createMailer({ url: smtp.url, from: 'sync@example.com' }) });
    const { id } = await aWebhook(api, receiver.url);
    const test = async (channelId: string) => (await api.call('POST', `/api/alerts/channels/${channelId}/test`)).json();
    expect(await test(id)).toMatchObject({ ok: true, message: 'It was taken.', tookMs: expect.any(Number) });
    expect(JSON.parse(receiver.asked[0]?.body ?? '')).toMatchObject({
      type: 'alert.test',
      data: { title: 'A test of the channel pager' },
    });
    status = 401;
    expect(await test(id)).toMatchObject({ ok: false, message: 'The receiver answered 401.' });
    const body = { kind: 'email', name: 'ops', recipients: ['a@example.com'] };
    const mail = createdAlertChannelSchema.parse((await api.call('POST', '/api/alerts/channels', { body })).json());
    expect(await test(mail.id)).toMatchObject({ ok: true });
    expect(smtp.mails.map(({ headers }) => headers['subject'])).toEqual(['[branch-sync] Test: A test of the channel ops']);
    expect(await test(uuidv7())).toMatchObject({ status: 404, code: 'alert_channel.not_found' });
  });

  it('are switched off and on again, and deleted with what waits for them', async () => {
    const api = await anApi();
    const { id } = await aWebhook(api, 'https://hooks.example/');
    const alertId = await anAlert(api, null);
    const waiting = await aDelivery(api, alertId, id);
    const isDisabled = (yes: boolean) => api.call('PATCH', `/api/alerts/channels/${id}`, { body: { isDisabled: yes } });
    expect((await isDisabled(true)).json()).toMatchObject({ isDisabled: true, disabledReason: 'Switched off by hand.' });
    expect(await api.database.db.select().from(alertDeliveries)).toMatchObject([{ id: waiting, state: 'dropped' }]);
    expect((await isDisabled(false)).json()).toMatchObject({ isDisabled: false, disabledReason: null });
    await aDelivery(api, alertId, id);
    expect((await api.call('DELETE', `/api/alerts/channels/${id}`)).statusCode).toBe(204);
    expect((await api.call('GET', '/api/alerts/channels')).json().items).toEqual([]);
    const [channel] = await api.database.db.select().from(alertChannels);
    expect(channel?.secretEnvelope).toBe('');
    expect((await api.database.db.select().from(alertDeliveries)).map(({ state }) => state)).toEqual(['dropped', 'dropped']);
  });
});

describe('alerts', () => {
  it('are listed, the newest first, page by page, those that stand and those that are over', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const over = await anAlert(api, branchId, { resolvedAt: new Date(), resolution: 'cured' });
    const open = await anAlert(api, branchId);
    const central = await anAlert(api, null, { severity: 'critical' });
    await anAlert(api, branchId, { openedAt: null });
    const list = async (query: string) =>
      alertPageSchema.parse((await api.call('GET', `/api/alerts${query}`, { as: 'viewer' })).json());
    const ids = async (query: string) => (await list(query)).items.map(({ id }) => id);
    expect(await ids('')).toEqual([central, open, over]);
    expect(await ids('?state=open')).toEqual([central, open]);
    expect(await ids('?state=resolved')).toEqual([over]);
    expect(await ids('?branch=B1')).toEqual([open, over]);
    expect(await ids('?kind=central_down')).toEqual([central]);
    const { nextCursor } = await list('?limit=2');
    expect(await ids(`?limit=2&cursor=${nextCursor}`)).toEqual([over]);
    expect((await api.call('GET', '/api/alerts/counts', { as: 'viewer' })).json()).toEqual({ warning: 1, critical: 1 });
  });

  it('say what was sent of them', async () => {
    const api = await anApi();
    const { id: channelId } = await aWebhook(api, 'https://hooks.example/');
    const alertId = await anAlert(api, await aBranch(api, 'B1'));
    const delivery = await aDelivery(api, alertId, channelId);
    const found = alertDetailSchema.parse((await api.call('GET', `/api/alerts/${alertId}`, { as: 'viewer' })).json());
    expect(found).toMatchObject({
      branch: { code: 'B1' },
      deliveries: [{ id: delivery, channel: 'pager', event: 'opened', state: 'waiting', attempts: 0 }],
    });
    expect((await api.call('GET', `/api/alerts/${uuidv7()}`)).json()).toMatchObject({ status: 404, code: 'alert.not_found' });
  });

  it('are acknowledged once, by operators', async () => {
    const api = await anApi();
    const id = await anAlert(api, await aBranch(api, 'B1'));
    const acknowledge = (as: 'viewer' | 'operator' | 'admin') => api.call('POST', `/api/alerts/${id}/acknowledge`, { as });
    expect((await acknowledge('viewer')).statusCode).toBe(403);
    const first = (await acknowledge('operator')).json();
    expect(first).toMatchObject({ acknowledgedBy: 'key:operator', acknowledgedAt: expect.any(String) });
    expect((await acknowledge('admin')).json()).toEqual(first);
    expect((await actionsOf(api)).map(({ action }) => action)).toEqual(['alert.acknowledge']);
  });

  it('of other branches are not there for a key that is for some; central’s and the workers’ are everybody’s', async () => {
    const api = await anApi();
    const own = await anAlert(api, await aBranch(api, 'OWN'));
    const foreign = await anAlert(api, await aBranch(api, 'FOREIGN'));
    const central = await anAlert(api, null);
    const ofSeveral = await anAlert(api, null, { kind: 'failure_group', subject: 'group:1' });
    const { secret } = await createApiKey(api.database.db, cliActor, {
      name: 'own',
      role: 'operator',
      expiresAt: null,
      branches: ['OWN'],
    });
    const ask = async (method: 'GET' | 'POST', path: string) =>
      (await api.call(method, path, { as: null, headers: bearer(secret) })).json();
    expect((await ask('GET', '/api/alerts')).items.map(({ id }: { id: string }) => id)).toEqual([central, own]);
    expect(await ask('GET', '/api/alerts/counts')).toEqual({ warning: 2, critical: 0 });
    for (const hidden of [foreign, ofSeveral]) {
      expect(await ask('GET', `/api/alerts/${hidden}`)).toMatchObject({ status: 404 });
      expect(await ask('POST', `/api/alerts/${hidden}/acknowledge`)).toMatchObject({ status: 404 });
    }
    expect(await ask('GET', '/api/alerts/channels')).toMatchObject({ status: 403 });
  });
});

const anAlert = ({ database }: TestApi, ...rest: [string | null, Partial<typeof alerts.$inferInsert>?]) =>
  anAlertIn(database.db, ...rest);

async function aDelivery({ database: { db } }: TestApi, alertId: string, channelId: string): Promise<string> {
  const id = uuidv7();
  const now = new Date();
  const about = { id: alertId, kind: 'branch_behind', severity: 'warning', title: 't', message: 'm', branch: null } as const;
  const data = { ...about, since: now.toISOString(), resolvedAt: null, figures: {}, link: 'https://sync.example' };
  const payload = { type: 'alert.opened', timestamp: now.toISOString(), data } as const;
  await db
    .insert(alertDeliveries)
    .values({ id, alertId, channelId, event: 'opened', state: 'waiting', nextAttemptAt: now, createdAt: now, payload });
  return id;
}
