import { createdAlertChannelSchema } from '@branch-sync/contract';
import { alertDeliveries, type Run } from '@branch-sync/db';
import { startHttpServer } from '../../../packages/odoo/src/testing/http-server.ts';
import type { ApiProcess } from '../../harness/api-process.ts';
import { metricsOf } from '../../harness/probes.ts';
import type { QueuedWorld } from '../../harness/queued-world.ts';
import { until } from '../../harness/until.ts';
import type { CanaryWorld } from './a-canary-world.ts';
import { personalCanaries as person, secretCanaries as secrets } from './canaries.ts';

/** What an Odoo says when it echoes what it was sent, secrets of both sides and people. */
const echoed = `you sent "${secrets.branchPassword}" and '${secrets.centralPassword}'`;
const echoes = {
  order: `${person.customerName}: ${person.orderNote}; ${person.lineNote}; ${echoed}`,
  customer: `${person.customerVat} of ${person.customerName} <${person.customerEmail}> is no VAT; ${echoed}`,
  traceback: `Traceback\nValueError: you sent ("${secrets.echoedPassword}",)\n`,
  json2: `you sent ${secrets.branchApiKey}`,
};

/** Receives, pushes, reconciles, fails, echoes, asks and is refused, so that every canary passes by everything. Gives the runs, and the worker's output and metrics. */
export async function doEverything(
  { world, branches, pushedId }: CanaryWorld,
  queued: QueuedWorld,
  api: ApiProcess,
): Promise<{ runs: Run[]; workerOutput: string; workerMetrics: string; webhookSecrets: string[] }> {
  const { good, failing, refused, echo, json2 } = branches;
  const { outages } = world.sim;
  const worker = await queued.startWorker();
  const runs = [await queued.finished(await queued.enqueue(good))];

  const fault = { kind: 'fault', code: 2 } as const;
  outages.add({ ...fault, match: { model: 'sale.order', method: 'load' }, text: echoes.order });
  outages.add({ ...fault, match: { model: 'res.partner', method: 'load' }, text: echoes.customer });
  outages.add({ ...fault, match: { database: 'echo', model: 'pos.order' }, code: 1, text: echoes.traceback });
  outages.add({ ...fault, match: { database: 'json2', model: 'pos.order' }, text: echoes.json2 });
  runs.push(await queued.finished(await queued.enqueue(failing)));
  for (const branch of [refused, echo, json2]) {
    runs.push(await queued.enqueue(branch));
    await queued.failureOf(branch);
  }
  outages.clear();

  const push = { mode: 'selected', ids: { 'res.partner': [pushedId] } };
  runs.push(await queued.finished(await queued.enqueue(good, push, 'push')));
  const there = good.odoo.records('res.partner').find(({ email }) => email === person.pushedEmail);
  good.odoo.update('res.partner', there?.id ?? 0, { phone: `${person.pushedPhone} 1` });
  world.central.update('res.partner', pushedId, { phone: `${person.pushedPhone} 2` });
  runs.push(await queued.finished(await queued.enqueue(good, push, 'push')));
  runs.push(await queued.finished(await queued.enqueue(good, { from: '2026-11-20', to: '2026-11-24' }, 'reconcile')));
  for (const { id } of runs) await api.call('POST', `/api/runs/${id}/cancel`);
  const workerMetrics = await metricsOf(worker);
  await worker.stop();

  await askTheApi(world.branches, api);
  return { runs, workerOutput: worker.output(), workerMetrics, webhookSecrets: await tellOfAlerts(world, api) };
}

/** Makes channels, tests them and tells of an alert by them; receivers echo what they can. Gives the webhook's secrets. */
async function tellOfAlerts({ database: { db, sql } }: CanaryWorld['world'], api: ApiProcess): Promise<string[]> {
  const receiver = await startHttpServer(({ headers, body }) => ({ status: 500, body: `${JSON.stringify(headers)} ${body}` }));
  const make = async (channel: object) =>
    createdAlertChannelSchema.parse(await (await api.call('POST', '/api/alerts/channels', channel)).json());
  const webhook = await make({ kind: 'webhook', name: 'pager', url: receiver.url });
  const mail = await make({ kind: 'email', name: 'ops', recipients: ['ops@canary.example'] });
  const channels = [webhook.id, mail.id];
  for (const id of channels) await api.call('POST', `/api/alerts/channels/${id}/test`);
  const rotated = await api.call('POST', `/api/alerts/channels/${webhook.id}/rotate-secret`);
  const { secret } = createdAlertChannelSchema.parse(await rotated.json());
  await api.call('POST', '/api/alerts/rules', { kind: 'failure_group', orders: 0, channelIds: channels });
  await sql`update alert_evaluations set due_at = now()`;
  await until('alerts that could not be sent', async () => {
    const tried = await db.select({ problem: alertDeliveries.problem }).from(alertDeliveries);
    return tried.length >= 2 && tried.every(({ problem }) => problem !== null);
  });
  return [webhook.secret, secret].flatMap((one) => one?.slice('whsec_'.length) ?? []);
}

/** Connection tests, and requests that are refused with secrets in all of their parts. */
async function askTheApi(branches: readonly { readonly code: string }[], api: ApiProcess): Promise<void> {
  for (const { code } of branches) await api.call('POST', `/api/branches/${code}/test`);
  await api.call('POST', '/api/central/test');
  await api.call('POST', '/api/branches', { code: 'new', secret: secrets.malformedPassword, url: secrets.malformedPassword });
  const { url } = api;
  await fetch(`${url}/api/branches`, { method: 'POST', body: `{"secret":"${secrets.malformedPassword}"` });
  const headers = { authorization: `Bearer ${secrets.wrongKey}`, cookie: `bs_session=${secrets.wrongSession}` };
  await fetch(`${url}/api/branches?token=${secrets.wrongSession}`, { headers });
  await fetch(`${url}/sign-in`, { method: 'POST', body: new URLSearchParams({ key: secrets.wrongKey }) });
  await fetch(`${url}/sign-in?next=${encodeURIComponent(`/x?key=${secrets.wrongKey}`)}`);
}
