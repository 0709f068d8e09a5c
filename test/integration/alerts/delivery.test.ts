import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { deliverAlerts } from '@branch-sync/alerts';
import { secretValues } from '@branch-sync/config';
import { alertChannels, alertDeliveries, alerts, claimWebhooks, schedules } from '@branch-sync/db';
import { protectSecrets } from '@branch-sync/redaction';
import { eq } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startHttpServer } from '../../../packages/odoo/src/testing/http-server.ts';
import { startSmtpServer } from '../../harness/smtp-server.ts';
import { type Alerting, anAlerting } from './an-alerting.ts';

const taken = () => ({ status: 204, body: '' });

/** A branch that is behind at eleven, and a rule that tells these channels. */
async function behind(alerting: Alerting, channelIds: readonly string[], given: Partial<Parameters<Alerting['aRule']>[0]> = {}) {
  await alerting.aRule({ kind: 'branch_behind', minutes: 15, channelIds, ...given });
  return alerting.aBranch('B1', '2026-11-20T10:00:00Z');
}

const eleven = '2026-11-20T11:00:00Z';

describe('a webhook', () => {
  it('is called once, signed, and again when it is over', async () => {
    const receiver = await startHttpServer(taken);
    const alerting = await anAlerting(eleven);
    const { id, secret } = await alerting.aWebhook(`${receiver.url}/hook`);
    const branch = await behind(alerting, [id]);
    await alerting.turn();
    alerting.pass(1);
    await alerting.turn();
    expect(receiver.asked).toHaveLength(1);
    const [call] = receiver.asked;
    expect(call).toMatchObject({ method: 'POST', path: '/hook', headers: { 'content-type': 'application/json' } });
    const [delivery] = await alerting.deliveries();
    expect(call?.headers['webhook-id']).toBe(delivery?.id);
    const timestamp = String(Date.parse(eleven) / 1000);
    expect(call?.headers['webhook-timestamp']).toBe(timestamp);
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const signed = createHmac('sha256', key).update(`${delivery?.id}.${timestamp}.${call?.body}`).digest('base64');
    expect(call?.headers['webhook-signature']).toBe(`v1,${signed}`);
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      type: 'alert.opened',
      timestamp: '2026-11-20T11:00:00.000Z',
      data: {
        kind: 'branch_behind',
        title: 'Shop B1 (B1) is behind',
        branch: { code: 'B1', name: 'Shop B1', timezone: 'UTC' },
        resolvedAt: null,
        link: 'https://sync.example/branches/B1',
      },
    });
    await alerting.received(branch, '2026-11-20T11:02:00Z');
    alerting.pass(2);
    await alerting.turn();
    expect(JSON.parse(receiver.asked[1]?.body ?? '')).toMatchObject({
      type: 'alert.resolved',
      data: { id: JSON.parse(call?.body ?? '').data.id, message: 'It is no longer so.', resolvedAt: '2026-11-20T11:03:00.000Z' },
    });
    expect(await alerting.told()).toEqual(['opened sent', 'resolved sent']);
  });

  const troubles = [
    {
      name: 'answers 500',
      reply: () => ({ status: 500, body: 'database\n\tdown, key=s3cret-value' }),
      words: /answered 500: database down/,
    },
    {
      name: 'answers with a redirect',
      reply: () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }),
      words: /redirects are not followed/,
    },
    {
      name: 'drops the connection',
      reply: () => (response: ServerResponse) => void response.socket?.destroy(),
      words: /No answer: the connection was cut/,
    },
  ];
  it.each(troubles)('is tried again with the same id when the receiver $name', async ({ reply, words }) => {
    let isWell = false;
    const receiver = await startHttpServer(() => (isWell ? taken() : reply()));
    const alerting = await anAlerting(eleven);
    const { id } = await alerting.aWebhook(receiver.url);
    await behind(alerting, [id]);
    await alerting.turn();
    expect(await alerting.deliveries()).toMatchObject([{ state: 'waiting', attempts: 1, problem: expect.stringMatching(words) }]);
    alerting.pass(9 / 60);
    await alerting.turn();
    expect(receiver.asked).toHaveLength(1);
    isWell = true;
    alerting.pass(1 / 60);
    await alerting.turn();
    expect(await alerting.deliveries()).toMatchObject([{ state: 'sent', attempts: 2 }]);
    const ids = new Set(receiver.asked.map(({ headers }) => headers['webhook-id']));
    expect([receiver.asked.length, ids.size]).toEqual([2, 1]);
    const stamps = receiver.asked.map(({ headers }) => headers['webhook-timestamp']);
    expect(stamps[0]).not.toBe(stamps[1]);
  });

  it('that takes too long is given up for now', async () => {
    const receiver = await startHttpServer(() => () => undefined);
    const alerting = await anAlerting(eleven);
    const { id } = await alerting.aWebhook(receiver.url);
    await behind(alerting, [id]);
    const patient = alerting.delivery;
    await alerting.find();
    await deliverAlerts({ ...patient, limits: { ...patient.limits, callTimeoutMs: 200 } });
    expect(await alerting.deliveries()).toMatchObject([
      { state: 'waiting', problem: 'No answer: no whole answer within 0.2 s.' },
    ]);
  });

  it('that never answers well is given up for good after ten tries, and then not told of the end', async () => {
    const receiver = await startHttpServer(() => ({ status: 503, body: '' }));
    const alerting = await anAlerting(eleven);
    const { id } = await alerting.aWebhook(receiver.url);
    const branch = await behind(alerting, [id]);
    for (let turn = 0; turn < 12; turn += 1) {
      await alerting.turn();
      alerting.pass(4 * 60);
      if (turn === 3) await alerting.db.update(schedules).set({ paused: true }).where(eq(schedules.branchId, branch));
    }
    expect(receiver.asked).toHaveLength(10);
    expect(await alerting.told()).toContain('opened failed');
    expect((await alerting.deliveries()).filter(({ event }) => event === 'resolved').map(({ state }) => state)).toEqual([
      'dropped',
    ]);
  });

  it('whose receiver answers 410 is switched off, in words', async () => {
    const receiver = await startHttpServer(() => ({ status: 410, body: '' }));
    const alerting = await anAlerting(eleven);
    const { id } = await alerting.aWebhook(receiver.url);
    await behind(alerting, [id]);
    await alerting.aBranch('B2', '2026-11-20T10:00:00Z');
    await alerting.turn();
    expect(await alerting.db.select().from(alertChannels)).toMatchObject([
      { disabledAt: new Date(eleven), disabledReason: 'The receiver answered 410 Gone: it wants nothing more.' },
    ]);
    const asked = receiver.asked.length;
    await alerting.aBranch('B3', '2026-11-20T10:00:00Z');
    alerting.pass(60);
    await alerting.turn();
    expect(receiver.asked).toHaveLength(asked);
    expect((await alerting.told()).every((told) => !told.includes('waiting'))).toBe(true);
  });

  it('is not called at an address that connections are not made to', async () => {
    const receiver = await startHttpServer(taken);
    const alerting = await anAlerting(eleven);
    const { id } = await alerting.aWebhook(receiver.url);
    await behind(alerting, [id]);
    await alerting.find();
    await deliverAlerts({ ...alerting.delivery, limits: { ...alerting.limits, privateAddresses: 'refuse' } });
    expect(receiver.sockets).toBe(0);
    expect(await alerting.deliveries()).toMatchObject([
      { state: 'waiting', problem: expect.stringContaining('private and loopback addresses are refused') },
    ]);
  });
});

describe('a process that dies', () => {
  it('between the call and its record has it called again, under the same id', async () => {
    const receiver = await startHttpServer(taken);
    const alerting = await anAlerting(eleven);
    const { id } = await alerting.aWebhook(receiver.url);
    await behind(alerting, [id]);
    await alerting.find();
    const dying = { ...alerting.delivery, now: dyingAfter(alerting, () => receiver.asked.length > 0) };
    await expect(deliverAlerts(dying)).rejects.toThrow('killed');
    expect(receiver.asked).toHaveLength(1);
    // The others leave it to him for as long as he may be at it.
    alerting.pass(1.9);
    await deliverAlerts(alerting.delivery);
    expect(receiver.asked).toHaveLength(1);
    alerting.pass(0.2);
    await deliverAlerts(alerting.delivery);
    const ids = receiver.asked.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    expect(await alerting.deliveries()).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });

  it('between a mail and its record has the same mail sent again: with the same id, and all that was in it', async () => {
    const smtp = await startSmtpServer();
    const alerting = await anAlerting(eleven, { url: smtp.url, from: 'sync@example.com' });
    const { id } = await alerting.anEmailChannel();
    await behind(alerting, [id]);
    await alerting.aBranch('B2', '2026-11-20T10:00:00Z');
    await alerting.find();
    const dying = { ...alerting.delivery, now: dyingAfter(alerting, () => smtp.mails.length > 0) };
    await expect(deliverAlerts(dying)).rejects.toThrow('killed');
    await alerting.aBranch('B3', '2026-11-20T10:00:00Z');
    alerting.pass(2.1);
    await alerting.turn();
    const [first, again, other] = smtp.mails;
    expect(again?.headers['message-id']).toBe(first?.headers['message-id']);
    expect(again?.headers['subject']).toBe('[branch-sync] 2 alerts');
    expect(other).toBeUndefined();
    alerting.pass(5);
    await alerting.turn();
    expect(smtp.mails[2]?.headers['subject']).toBe('[branch-sync] Warning: Shop B3 (B3) is behind');
  });

  /** Time stands still for a process that is dead: whatever asks for it afterwards fails. */
  function dyingAfter(alerting: Alerting, isOver: () => boolean): () => Promise<Date> {
    return async () => {
      if (isOver()) throw new Error('killed');
      return alerting.now();
    };
  }
});

describe('several processes', () => {
  it('never send one delivery twice', async () => {
    const receiver = await startHttpServer(taken);
    const alerting = await anAlerting(eleven);
    const { id } = await alerting.aWebhook(receiver.url);
    await behind(alerting, [id]);
    for (let at = 2; at <= 24; at += 1) await alerting.aBranch(`B${at}`, '2026-11-20T10:00:00Z');
    await alerting.find();
    await Promise.all([1, 2, 3, 4].map(() => deliverAlerts(alerting.delivery)));
    const ids = receiver.asked.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([24, 24]);
  });

  it('pass by what another holds, and wait for nobody', async () => {
    const alerting = await anAlerting(eleven);
    const { id } = await alerting.aWebhook('http://127.0.0.1:1');
    await behind(alerting, [id]);
    await alerting.find();
    await alerting.database.sql.begin(async (sql) => {
      await sql`select id from alert_deliveries for update`;
      expect(await claimWebhooks(alerting.db, { at: alerting.now(), claimMs: 1_000, limit: 10 })).toEqual([]);
    });
    expect(await claimWebhooks(alerting.db, { at: alerting.now(), claimMs: 1_000, limit: 10 })).toHaveLength(1);
  });
});

describe('a mail', () => {
  it('says the branch and the matter, and what resolves answers it', async () => {
    const smtp = await startSmtpServer();
    const alerting = await anAlerting(eleven, { url: smtp.url, from: 'Branch Sync <sync@example.com>' });
    const { id } = await alerting.anEmailChannel(['ops@example.com', 'boss@example.com']);
    const branch = await behind(alerting, [id], { severity: 'critical' });
    await alerting.turn();
    await alerting.received(branch, '2026-11-20T11:06:00Z');
    alerting.pass(7);
    await alerting.turn();
    const [opened, resolved] = smtp.mails;
    expect(opened).toMatchObject({
      from: 'sync@example.com',
      to: ['ops@example.com', 'boss@example.com'],
      headers: { subject: '[branch-sync] Critical: Shop B1 (B1) is behind', 'auto-submitted': 'auto-generated' },
    });
    expect(opened?.headers['message-id']).toMatch(/^<[0-9a-f-]{36}@example\.com>$/);
    expect(resolved?.headers).toMatchObject({
      subject: '[branch-sync] Resolved: Shop B1 (B1) is behind',
      'in-reply-to': opened?.headers['message-id'],
      references: opened?.headers['message-id'],
    });
    expect(smtp.logins[0]).toBe('mailer smtp-canary-Pa55word');
  });

  it('is one for a storm, and the next ones are gathered for five minutes', async () => {
    const smtp = await startSmtpServer();
    const alerting = await anAlerting(eleven, { url: smtp.url, from: 'sync@example.com' });
    const { id } = await alerting.anEmailChannel();
    await behind(alerting, [id]);
    for (let at = 2; at <= 100; at += 1) await alerting.aBranch(`B${at}`, '2026-11-20T10:00:00Z');
    await alerting.turn();
    expect(smtp.mails.map(({ headers }) => headers['subject'])).toEqual(['[branch-sync] 100 alerts']);
    for (let minute = 1; minute <= 4; minute += 1) {
      await alerting.aBranch(`C${minute}`, '2026-11-20T10:00:00Z');
      alerting.pass(1);
      await alerting.turn();
    }
    expect(smtp.mails).toHaveLength(1);
    alerting.pass(1);
    await alerting.turn();
    expect(smtp.mails.map(({ headers }) => headers['subject'])).toEqual(['[branch-sync] 100 alerts', '[branch-sync] 4 alerts']);
  });

  it('that the server refuses is tried again, and its words are kept', async () => {
    const answers: Record<string, string> = { RCPT: '451 greylisted, come back' };
    const smtp = await startSmtpServer({ answers });
    const alerting = await anAlerting(eleven, { url: smtp.url, from: 'sync@example.com' });
    const { id } = await alerting.anEmailChannel();
    await behind(alerting, [id]);
    await alerting.turn();
    expect(await alerting.db.select().from(alertChannels)).toMatchObject([
      { lastProblem: expect.stringContaining('greylisted') },
    ]);
    delete answers['RCPT'];
    alerting.pass(1);
    await alerting.turn();
    expect(smtp.mails).toHaveLength(1);
    expect(await alerting.told()).toEqual(['opened sent']);
  });

  it('whose login the server refuses names no password', async () => {
    const smtp = await startSmtpServer({ answers: { AUTH: '535 bad password smtp-canary-Pa55word' } });
    onTestFinished(protectSecrets(secretValues({ SMTP_URL: smtp.url })));
    const alerting = await anAlerting(eleven, { url: smtp.url, from: 'sync@example.com' });
    const { id } = await alerting.anEmailChannel();
    await behind(alerting, [id]);
    await alerting.turn();
    const [delivery] = await alerting.deliveries();
    expect(delivery?.problem).toContain('refused the login of SMTP_URL');
    expect(JSON.stringify(await alerting.deliveries())).not.toContain('Pa55word');
  });

  it('waits for a mail server where there is none, and says so', async () => {
    const alerting = await anAlerting(eleven);
    const { id } = await alerting.anEmailChannel();
    await behind(alerting, [id]);
    await alerting.turn();
    expect(await alerting.deliveries()).toMatchObject([
      { state: 'waiting', problem: 'There is no mail server: set SMTP_URL and SMTP_FROM.' },
    ]);
  });
});

describe('quiet hours', () => {
  const nights = { quietFrom: '22:00', quietUntil: '07:00' };
  const midnight = '2026-11-20T23:00:00Z';

  async function inTheNight(given: Partial<Parameters<Alerting['aRule']>[0]> = {}, timezone = 'UTC') {
    const receiver = await startHttpServer(taken);
    const alerting = await anAlerting(midnight);
    const { id } = await alerting.aWebhook(receiver.url);
    await alerting.aRule({ kind: 'branch_behind', minutes: 15, channelIds: [id], ...nights, ...given });
    const branch = await alerting.aBranch('B1', '2026-11-20T22:00:00Z', timezone);
    await alerting.turn();
    return { receiver, alerting, branch };
  }

  it('hold what is found until they end', async () => {
    const { receiver, alerting } = await inTheNight();
    expect(await alerting.told()).toEqual(['opened held']);
    alerting.setClock('2026-11-21T06:59:00Z');
    await alerting.turn();
    expect(receiver.asked).toHaveLength(0);
    alerting.setClock('2026-11-21T07:00:00Z');
    await alerting.turn();
    expect(receiver.asked).toHaveLength(1);
  });

  it('are those of the branch’s zone', async () => {
    const { receiver } = await inTheNight({}, 'America/New_York');
    expect(receiver.asked).toHaveLength(1);
  });

  it('say nothing of what began and ended in them', async () => {
    const { receiver, alerting, branch } = await inTheNight();
    await alerting.received(branch, '2026-11-21T01:00:00Z');
    alerting.setClock('2026-11-21T01:01:00Z');
    await alerting.turn();
    alerting.setClock('2026-11-21T07:01:00Z');
    await alerting.received(branch, '2026-11-21T07:00:00Z');
    await alerting.turn();
    expect(receiver.asked).toHaveLength(0);
    expect(await alerting.told()).toEqual(['opened dropped']);
    expect((await alerting.alerts()).map(({ state }) => state)).toEqual(['resolved']);
  });

  it('hold the end of what was told before them', async () => {
    const receiver = await startHttpServer(taken);
    const alerting = await anAlerting('2026-11-20T21:30:00Z');
    const { id } = await alerting.aWebhook(receiver.url);
    await alerting.aRule({ kind: 'branch_behind', minutes: 15, channelIds: [id], ...nights });
    const branch = await alerting.aBranch('B1', '2026-11-20T20:30:00Z');
    await alerting.turn();
    await alerting.received(branch, '2026-11-20T22:30:00Z');
    alerting.setClock('2026-11-20T22:31:00Z');
    await alerting.turn();
    expect(await alerting.told()).toEqual(['opened sent', 'resolved held']);
  });

  it('let what is critical pass where the rule says so', async () => {
    const { receiver } = await inTheNight({ severity: 'critical', ignoresQuiet: true });
    expect(receiver.asked).toHaveLength(1);
  });
});

describe('what stands', () => {
  it('is told again as often as the rule says, until somebody acknowledges it', async () => {
    const receiver = await startHttpServer(taken);
    const alerting = await anAlerting(eleven);
    const { id } = await alerting.aWebhook(receiver.url);
    await behind(alerting, [id], { remindMinutes: 60 });
    await alerting.turn();
    alerting.pass(60);
    await alerting.turn();
    expect(receiver.asked.map(({ body }) => JSON.parse(body).type)).toEqual(['alert.opened', 'alert.reminder']);
    await alerting.db.update(alerts).set({ acknowledgedAt: alerting.now() });
    alerting.pass(120);
    await alerting.turn();
    expect(receiver.asked).toHaveLength(2);
    expect(await alerting.db.$count(alertDeliveries)).toBe(2);
  });
});
