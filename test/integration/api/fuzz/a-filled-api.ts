import { apiKeys, cliActor, createApiKey, failures, orders } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { streamLimits } from '../../../../apps/api/src/streams/streams.ts';
import { aWorld, canarySecret } from '../../../harness/world.ts';
import { aRun, over } from '../a-run.ts';
import { aBranchInput, anApi } from '../an-api.ts';
import type { Known } from './values.ts';

/** An API with something of everything in it, beside a central and a branch that answer. */
export async function aFilledApi() {
  const world = await aWorld([generatedBranch({ name: 'b1', seed: 41, orders: 12, password: canarySecret })]);
  const [branch] = world.branches;
  const { run } = await world.receive(branch);
  const streams = { ...streamLimits, pollMs: 20, heartbeatMs: 20, maxAgeMs: 60 };
  const api = await anApi({ database: world.database, secretBox: world.deps.secretBox, streams, connectionTestMs: 2_000 });
  const { db } = world.database;
  for (const code of ['F1', 'GONE']) await api.call('POST', '/api/branches', { body: aBranchInput({ code }) });
  await api.call('PUT', '/api/branches/F1/links', { body: [{ model: 'product.product', remoteId: 1, centralId: 1 }] });
  const waiting = await aRun(api, branch.id);
  const failed = await aRun(api, branch.id, over('failed', { request: { orderIds: [1] } }));
  const { key } = await createApiKey(db, cliActor, { name: 'to be revoked', role: 'viewer', expiresAt: null });
  const standing = await db.select().from(failures);
  const [order] = await db.select().from(orders);
  const lists = ['runs', 'orders', 'branches', 'failures', 'keys', 'branches/b1/mappings', 'branches/b1/links', 'schedule'];
  const pages = await Promise.all(lists.map((list) => api.call('GET', `/api/${list}?limit=1`)));
  const groups = (await api.call('GET', '/api/failures/groups')).json<{ items: { group: string }[] }>().items;
  const urls = [
    world.sim.url,
    world.sim.url,
    world.sim.url,
    'http://127.0.0.1:1',
    'http://localhost:1',
    'https://[::1]:1',
    'file:///etc/passwd',
    'http://',
    'x',
  ];
  const known: Known = {
    code: ['b1', 'b1', 'F1', 'nowhere'],
    branch: ['b1', 'F1'],
    branches: [['b1'], ['b1', 'F1'], ['nowhere']],
    id: [run.id, waiting.id, failed.id, ...standing.map(({ id }) => id), key.id].flatMap((id) => [id, id]),
    cursor: [...pages.map((page) => page.json().nextCursor).filter((cursor) => cursor !== null), 'x'],
    day: ['2026-11-20', '2024-02-29'],
    group: [...groups.map(({ group }) => group), '0'.repeat(32)],
    previewId: [run.id, '01890000-0000-7000-8000-000000000000'],
    url: urls,
    database: ['b1', 'central', 'x'],
    timezone: ['Europe/Brussels', 'Africa/Kinshasa', 'Asia/Kolkata', 'UTC', 'Mars/Olympus', '+01:00'],
    cron: ['*/5 * * * *', '0 4 * * *', '0 0 30 2 *', '* * * * * *', '61 * * * *', '@daily'],
    q: ['coffee', order?.posReference ?? 'x', '%', "'"],
    secret: [canarySecret, canarySecret, canarySecret, canarySecret, '', null, { nested: canarySecret }, [canarySecret]],
    password: [canarySecret, '', { nested: canarySecret }],
    centralId: [1, 2, 95, null],
    remoteId: [1, 2, 3],
    model: ['product.product', 'account.tax', 'res.partner', 'res.users', 'pos.payment.method', 'uom.uom'],
  };
  const centralInput = {
    url: world.sim.url,
    database: 'central',
    login: 'sync_central',
    secret: canarySecret,
    transport: 'auto',
  };
  const mendCentral = () => api.call('PUT', '/api/central', { body: centralInput });
  return { api, known, mendCentral, secretsOf: async () => (await db.select().from(apiKeys)).map(({ hash }) => hash) };
}
