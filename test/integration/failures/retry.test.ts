import { failureGroupPageSchema, failureGroupSchema, failuresRetriedSchema, runOrderPageSchema } from '@branch-sync/contract';
import { failures } from '@branch-sync/db';
import { generatedBranch, type OdooDatabase } from '@branch-sync/odoo-sim';
import { and, count, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { expectExactlyOnce } from '../../harness/exactly-once.ts';
import { aWorld, canarySecret, standingFailures, type TestBranch, type World } from '../../harness/world.ts';
import { anApi, type TestApi } from '../api/an-api.ts';

/** A branch whose orders all sell one product that central does not know. */
function aShopOfHoney(name: string, orders: number, seed = 7): OdooDatabase {
  const odoo = generatedBranch({ name, seed, orders, products: 1, linesPerOrder: 1, refundShare: 0, password: canarySecret });
  odoo.update('product.product', productSold(odoo), { name: 'Honey', default_code: 'HONEY', barcode: '2900000000011' });
  const lines = odoo.records('pos.order.line').map(({ id }) => id);
  odoo.update('pos.order.line', lines, { full_product_name: '[HONEY] Honey' });
  return odoo;
}

function productSold(odoo: OdooDatabase): number {
  return Number(odoo.records('pos.order.line')[0]?.['product_id']);
}

const idOfCentralProduct = ({ central }: World) => central.records('product.product')[0]?.id ?? 0;

async function theGroup(api: TestApi) {
  const { items } = failureGroupPageSchema.parse((await api.call('GET', '/api/failures/groups?severity=error')).json());
  expect(items).toHaveLength(1);
  return failureGroupSchema.parse(items[0]);
}

async function retry(api: TestApi, body: unknown, key?: string) {
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  const answer = await api.call('POST', '/api/failures/retry', { as: 'operator', body, headers });
  expect(answer.statusCode, api.log()).toBe(202);
  return failuresRetriedSchema.parse(answer.json());
}

async function work(world: World, runs: readonly { readonly runId: string }[]): Promise<void> {
  for (const { runId } of runs) await world.attempt(await world.runOf(runId));
}

async function outcomesOf(api: TestApi, runId: string) {
  const page = runOrderPageSchema.parse((await api.call('GET', `/api/runs/${runId}/orders?limit=200`)).json());
  return { outcomes: new Set(page.items.map(({ outcome }) => outcome)), ...page };
}

/** A run that looks at all orders again, as the next ones do at those of the last hour. */
const receiveAgain = (world: World, branch: TestBranch) => world.receive(branch, { request: { since: '2020-01-01T00:00:00Z' } });

const linkOf = async (api: TestApi, branch: TestBranch, centralId: number) => {
  const body = [{ model: 'product.product', remoteId: productSold(branch.odoo), centralId }];
  expect((await api.call('PUT', `/api/branches/${branch.code}/links`, { body })).statusCode).toBe(200);
};

it('400 failures of one cause are cured by one link and one call; the eleven other branches of the group still wait', async () => {
  const names = Array.from({ length: 11 }, (_, index) => `small${index + 10}`);
  const world = await aWorld([aShopOfHoney('large', 400), ...names.map((name, index) => aShopOfHoney(name, 2, 100 + index))]);
  const [large, ...small] = world.branches;
  const api = await anApi({ database: world.database });
  for (const branch of world.branches) await world.receive(branch);

  const group = await theGroup(api);
  const sold = large.odoo.records('pos.order').reduce((sum, order) => sum + Number(order['amount_total']), 0);
  expect(group).toMatchObject({
    code: 'product.not_found',
    class: 'permanent',
    severity: 'error',
    title: 'Product [HONEY] Honey is not known in central',
    failures: 422,
    orders: 422,
    branchCount: 12,
    amounts: [{ currency: 'USD' }],
  });
  expect(group.branches).toEqual(['large', ...names]);
  expect(Number(group.amounts[0]?.amount)).toBeGreaterThan(sold);
  expect(group.records).toHaveLength(12);
  expect(group.records[0]).toEqual({ branchCode: 'large', model: 'product.product', remoteId: productSold(large.odoo) });
  expect((await api.call('GET', `/api/failures/groups/${group.group}`)).json()).toEqual(group);

  await linkOf(api, large, idOfCentralProduct(world));
  const asked = await retry(api, { group: group.group }, 'once');
  expect(asked).toMatchObject({ failures: 422, notRetried: [] });
  expect(asked.runs.map(({ branchCode, orders }) => [branchCode, orders])).toEqual([
    ['large', 400],
    ...names.map((name) => [name, 2]),
  ]);
  const runOfLarge = asked.runs[0]?.runId ?? '';
  expect((await outcomesOf(api, runOfLarge)).outcomes).toEqual(new Set(['waiting']));

  // Whoever asks again, with or without the key, gets the same runs.
  expect(await retry(api, { group: group.group }, 'once')).toEqual(asked);
  const twice = await Promise.all([retry(api, { group: group.group }), retry(api, { filter: { code: 'product.not_found' } })]);
  for (const again of twice) expect(new Set(again.runs)).toEqual(new Set(asked.runs));
  const ofOneBranch = await retry(api, { filter: { group: group.group, branch: 'large' } });
  expect(ofOneBranch).toMatchObject({ failures: 400, runs: [{ runId: runOfLarge }] });
  expect(
    (
      await api.call('POST', '/api/failures/retry', {
        body: { filter: { branch: 'large' } },
        headers: { 'idempotency-key': 'once' },
      })
    ).json(),
  ).toMatchObject({ status: 422, code: 'idempotency.conflict' });

  await work(world, asked.runs);
  expect(await world.runOf(runOfLarge)).toMatchObject({ status: 'succeeded', trigger: 'retry', imported: 400, failed: 0 });
  expect(await standingFailures(world, large)).toEqual([]);
  await expectExactlyOnce(world, large);
  const { outcomes, items, nextCursor } = await outcomesOf(api, runOfLarge);
  expect([outcomes, items.length, nextCursor === null]).toEqual([new Set(['imported']), 200, false]);

  // What is not cured waits for a person again, and says so.
  const [first] = small;
  if (first === undefined) throw new Error('There are eleven small branches.');
  expect(await standingFailures(world, first)).toMatchObject([{ status: 'open' }, { status: 'open' }]);
  const { items: failed } = await outcomesOf(api, asked.runs[1]?.runId ?? '');
  expect(failed).toMatchObject([
    { outcome: 'failed', failure: { code: 'product.not_found', title: group.title } },
    { outcome: 'failed' },
  ]);
  expect(await theGroup(api)).toMatchObject({ failures: 22, branchCount: 11 });

  // Retries of what is in change nothing, and say so.
  const [resolved] = await world.database.db
    .select()
    .from(failures)
    .where(and(eq(failures.branchId, large.id), eq(failures.remoteModel, 'pos.order')))
    .limit(1);
  expect(await retry(api, { ids: [resolved?.id] })).toEqual({
    runs: [],
    failures: 0,
    notRetried: [{ reason: 'resolved', failures: 1 }],
  });
  const byHand = await world.receive(large, { request: { orderIds: [resolved?.remoteId ?? 0, 999_999] } });
  expect(byHand.run).toMatchObject({ status: 'succeeded', imported: 0, alreadyThere: 1 });
  expect((await outcomesOf(api, byHand.run.id)).items).toMatchObject([
    { outcome: 'already_there' },
    { outcome: 'not_sold', orderId: null },
  ]);
  await expectExactlyOnce(world, large);
});

it('what is to be tried again stays so while the schedule’s run fails on it, and waits again once the retry is called off', async () => {
  const world = await aWorld([aShopOfHoney('b1', 3)]);
  const [branch] = world.branches;
  const api = await anApi({ database: world.database });
  await world.receive(branch);
  const asked = await retry(api, { filter: { branch: 'b1' } });
  await receiveAgain(world, branch);
  expect(new Set((await standingFailures(world, branch)).map(({ status, attempts }) => [status, attempts].join()))).toEqual(
    new Set(['retrying,2']),
  );
  const runId = asked.runs[0]?.runId ?? '';
  expect((await api.call('POST', `/api/runs/${runId}/cancel`)).statusCode).toBe(202);
  expect(new Set((await standingFailures(world, branch)).map(({ status }) => status))).toEqual(new Set(['open']));
  expect((await outcomesOf(api, runId)).outcomes).toEqual(new Set(['not_tried']));

  // The schedule's run brings the orders in while a new retry waits: it finds nothing left to do.
  const again = await retry(api, { filter: { branch: 'b1' } });
  expect(again.runs[0]?.runId).not.toBe(runId);
  await linkOf(api, branch, idOfCentralProduct(world));
  await receiveAgain(world, branch);
  expect(await standingFailures(world, branch)).toEqual([]);
  await work(world, again.runs);
  expect(await world.runOf(again.runs[0]?.runId ?? '')).toMatchObject({ status: 'succeeded', imported: 0, alreadyThere: 3 });
  await expectExactlyOnce(world, branch);
});

it('runs that record, and people who retry, dismiss and reopen at the same time, wait for one another in no circle', async () => {
  const world = await aWorld([aShopOfHoney('b1', 60), aShopOfHoney('b2', 60, 8)]);
  const [one, two] = world.branches;
  const api = await anApi({ database: world.database });
  for (const branch of world.branches) await world.receive(branch);
  const { group } = await theGroup(api);
  const act = async (path: string, body: unknown) => (await api.call('POST', `/api/failures/${path}`, { body })).statusCode;
  const answers = await Promise.all([
    receiveAgain(world, one),
    receiveAgain(world, two ?? one),
    act('retry', { group }),
    act('dismiss', { filter: { branch: 'b1' }, reason: 'Later.' }),
    act('reopen', { group }),
    act('retry', { filter: { severity: 'error' } }),
  ]);
  expect(answers.slice(2)).toEqual([202, 200, 200, 202]);
  expect(answers.slice(0, 2)).toMatchObject([{ run: { failed: 60, attempts: 1 } }, { run: { failed: 60, attempts: 1 } }]);
  await act('reopen', { group });
  expect(await theGroup(api)).toMatchObject({ failures: 120, orders: 120 });
  const retries = await world.database.sql`select branch_id from runs where trigger = 'retry' and status = 'queued'`;
  expect(new Set(retries.map((run) => run['branch_id'])).size).toBe(retries.length);
});

it('what somebody has dismissed is not heard of again, comes in when it can, and is resolved then', async () => {
  const world = await aWorld([aShopOfHoney('b1', 3)]);
  const [branch] = world.branches;
  const { db } = world.database;
  const api = await anApi({ database: world.database });
  await world.receive(branch);
  const { group } = await theGroup(api);
  const reason = 'The shop gives honey away.';
  expect((await api.call('POST', '/api/failures/dismiss', { body: { group } })).json()).toMatchObject({
    status: 422,
    errors: [{ field: 'reason' }],
  });
  const dismiss = () => api.call('POST', '/api/failures/dismiss', { as: 'operator', body: { group, reason } });
  expect((await dismiss()).json()).toEqual({ changed: 3, untouched: [] });
  expect((await dismiss()).json()).toEqual({ changed: 0, untouched: [{ reason: 'dismissed', failures: 3 }] });
  expect((await api.call('GET', `/api/failures/groups/${group}`)).statusCode).toBe(404);
  expect(await retry(api, { group })).toEqual({ runs: [], failures: 0, notRetried: [{ reason: 'dismissed', failures: 3 }] });

  expect((await receiveAgain(world, branch)).run).toMatchObject({ failed: 3 });
  expect(await standingFailures(world, branch)).toEqual([]);
  const rows = await db.select().from(failures).where(eq(failures.code, 'product.not_found'));
  expect(rows.map(({ status, attempts, dismissReason }) => [status, attempts, dismissReason])).toEqual(
    Array(3).fill(['dismissed', 2, reason]),
  );

  const [first] = rows;
  const reopen = (body: unknown) => api.call('POST', '/api/failures/reopen', { as: 'operator', body });
  expect((await reopen({ ids: [first?.id] })).json()).toEqual({ changed: 1, untouched: [] });
  expect(await standingFailures(world, branch)).toMatchObject([
    { id: first?.id, status: 'open', dismissReason: null, resolvedAt: null },
  ]);
  expect((await reopen({ group })).json()).toEqual({ changed: 2, untouched: [{ reason: 'open', failures: 1 }] });
  expect((await dismiss()).json()).toMatchObject({ changed: 3 });

  await linkOf(api, branch, idOfCentralProduct(world));
  expect((await receiveAgain(world, branch)).run).toMatchObject({ imported: 3, failed: 0 });
  const became = await db
    .select({ status: failures.status, of: count() })
    .from(failures)
    .where(eq(failures.cause, group))
    .groupBy(failures.status);
  expect(became).toEqual([{ status: 'resolved', of: 3 }]);
  const actions = await world.database
    .sql`select action, detail->>'changed' as changed from audit where action like 'failures.%' order by id`;
  expect(actions.map(({ action }) => action)).toEqual([
    'failures.dismiss',
    'failures.dismiss',
    'failures.retry',
    'failures.reopen',
    'failures.reopen',
    'failures.dismiss',
  ]);
});

it('what stopped a run is tried again by doing what that run was asked for', async () => {
  const world = await aWorld([aShopOfHoney('b1', 1)]);
  const [branch] = world.branches;
  const api = await anApi({ database: world.database });
  const stop = world.sim.outages.add({ match: { database: 'b1' }, kind: 'fault', code: 3, text: 'Access Denied' });
  const request = { since: '2026-11-01T00:00:00Z' };
  expect((await world.receive(branch, { request })).run).toMatchObject({
    status: 'failed',
    error: { code: 'branch.wrong_login' },
  });
  const [failure] = await standingFailures(world, branch);
  const asked = await retry(api, { ids: [failure?.id] });
  expect(asked).toMatchObject({ failures: 1, runs: [{ branchCode: 'b1', orders: 0 }] });
  expect(await world.runOf(asked.runs[0]?.runId ?? '')).toMatchObject({ trigger: 'retry', request });
  stop();
  await work(world, asked.runs);
  expect((await standingFailures(world, branch)).map(({ code }) => code)).toEqual(['product.not_found']);
});
