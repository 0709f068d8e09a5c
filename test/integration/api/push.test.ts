import { fleetPushAcceptedSchema, pushResultPageSchema, runAcceptedSchema } from '@branch-sync/contract';
import { branches, noMasterData, pushResults, runs } from '@branch-sync/db';
import { chooseQueueStore, openQueues, startQueueWorker } from '@branch-sync/queue';
import { eq } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aDatabase } from '../../harness/database.ts';
import { queueStores } from '../../harness/queue-stores.ts';
import { until } from '../../harness/until.ts';
import { selection } from '../push/a-push-world.ts';
import { aBranch, aRun, over } from './a-run.ts';
import { anApi, type TestApi } from './an-api.ts';
import { rowsOf } from './csv-rows.ts';

async function aTakingBranch(api: TestApi, code: string, ...models: Parameters<typeof selection>[0][]): Promise<string> {
  const id = await aBranch(api, code);
  const masterData = { ...noMasterData, models: models.map((model) => selection(model)) };
  await api.database.db.update(branches).set({ masterData }).where(eq(branches.id, id));
  return id;
}

const post = (api: TestApi, path: string, body?: unknown, headers = {}) =>
  api.call('POST', path, { as: 'operator', body, headers });

async function refused(api: TestApi, path: string, body: unknown) {
  const answer = await post(api, path, body);
  return [answer.statusCode, answer.json().code];
}

async function asked(api: TestApi, path: string, body?: unknown) {
  const answer = await post(api, path, body);
  expect(answer.statusCode, answer.body).toBe(202);
  const [run] = await api.database.db
    .select()
    .from(runs)
    .where(eq(runs.id, runAcceptedSchema.parse(answer.json()).runId));
  return run;
}

describe('asking for a push', () => {
  it('queues what was asked, of what the branch takes', async () => {
    const api = await anApi();
    await aTakingBranch(api, 'B1', 'product.product');
    expect(await asked(api, '/api/branches/B1/push')).toMatchObject({
      ...{ kind: 'push', trigger: 'manual', status: 'queued', goesFirst: false },
      request: { mode: 'changed' },
    });
    const body = { mode: 'all', models: ['res.partner'], search: 'Smith', conflicts: 'branch_wins', when: 'now' };
    expect(await asked(api, '/api/branches/B1/push', body)).toMatchObject({
      goesFirst: true,
      request: { mode: 'all', models: ['res.partner'], search: 'Smith', conflicts: 'branch_wins' },
    });
  });

  it('is refused where it would do nothing, or contradicts itself', async () => {
    const api = await anApi();
    await aTakingBranch(api, 'B1');
    expect(await refused(api, '/api/branches/B1/push', {})).toEqual([422, 'push.nothing_taken']);
    expect(await refused(api, '/api/branches/B1/push/preview', {})).toEqual([422, 'push.nothing_taken']);
    const ids = { 'product.product': [1] };
    for (const body of [
      { mode: 'selected' },
      { mode: 'all', ids },
      { mode: 'selected', ids, search: 'x' },
      { mode: 'selected', ids: { 'product.product': [] } },
      { models: [] },
      { previewId: '01998f00-0000-7000-8000-000000000001', ids },
    ]) {
      expect(await refused(api, '/api/branches/B1/push', body), JSON.stringify(body)).toEqual([422, 'request.invalid']);
    }
  });

  it('confirms a preview of the same branch that has come to its end, and only that', async () => {
    const api = await anApi();
    const branchId = await aTakingBranch(api, 'B1', 'product.product');
    const otherId = await aTakingBranch(api, 'B2', 'product.product');
    const push = { kind: 'push' } as const;
    const request = { mode: 'all', models: ['product.product'], conflicts: 'central_wins', dryRun: true };
    const preview = await aRun(api, branchId, over('succeeded', { ...push, request }));
    const confirmed = await asked(api, '/api/branches/B1/push', { previewId: preview.id, when: 'now' });
    expect(confirmed).toMatchObject({
      goesFirst: true,
      request: { mode: 'previewed', previewId: preview.id, models: ['product.product'], conflicts: 'central_wins' },
    });
    expect(confirmed?.request).not.toHaveProperty('dryRun');

    const others = {
      'of another branch': await aRun(api, otherId, over('succeeded', { ...push, request })),
      'no preview': await aRun(api, branchId, over('succeeded', { ...push, request: { mode: 'all' } })),
      'no push': await aRun(api, branchId, over('succeeded', { request: {} })),
    };
    for (const [name, { id }] of Object.entries(others)) {
      expect(await refused(api, '/api/branches/B1/push', { previewId: id }), name).toEqual([404, 'push.preview_not_found']);
    }
    for (const status of ['failed', 'cancelled', 'partial'] as const) {
      const { id } = await aRun(api, branchId, over(status, { ...push, request }));
      expect(await refused(api, '/api/branches/B1/push', { previewId: id }), status).toEqual([409, 'push.preview_not_over']);
    }
  });

  it('goes to many branches at once, a run each, once for a key', async () => {
    const api = await anApi();
    await aTakingBranch(api, 'B1', 'product.product');
    await aTakingBranch(api, 'B2', 'product.product', 'account.tax');
    await aTakingBranch(api, 'B3');
    const fleet = async (body: unknown, key?: string) => {
      const answer = await post(api, '/api/push', body, key === undefined ? {} : { 'idempotency-key': key });
      expect(answer.statusCode, answer.body).toBe(202);
      return fleetPushAcceptedSchema.parse(answer.json()).runs;
    };
    const codes = (answer: readonly { branchCode: string }[]) => answer.map(({ branchCode }) => branchCode).sort();
    expect(codes(await fleet({}))).toEqual(['B1', 'B2']);
    expect(codes(await fleet({ models: ['account.tax'] }))).toEqual(['B2']);
    expect(codes(await fleet({ models: ['account.tax'], branches: ['B3', 'B1', 'B3'] }))).toEqual(['B1', 'B3']);
    const once = await fleet({ mode: 'all' }, 'one');
    expect(await fleet({ mode: 'all' }, 'one')).toEqual(once);

    const before = await api.database.db.$count(runs);
    expect(await refused(api, '/api/push', { branches: ['B1', 'B3'] })).toEqual([422, 'push.nothing_taken']);
    expect(await refused(api, '/api/push', { branches: ['B1', 'B9'] })).toEqual([404, 'branch.not_found']);
    expect(await api.database.db.$count(runs)).toBe(before);
  });
});

describe.each(queueStores())('with the queue in $name, a push that somebody waits for', ({ environment }) => {
  it('goes before all that waits, of its own branch too', async () => {
    const { REDIS_URL: redisUrl = null, QUEUE_PREFIX: prefix = '' } = environment();
    const database = await aDatabase();
    const store = chooseQueueStore({ redisUrl, databaseUrl: database.url, prefix });
    const queues = openQueues(store, () => undefined);
    onTestFinished(() => queues.close());
    const api = await anApi({ database, db: database.db, queues });
    for (const code of ['B1', 'B2', 'B3']) await aTakingBranch(api, code, 'product.product');
    const waiting = [];
    for (const code of ['B1', 'B2', 'B3']) waiting.push(await asked(api, `/api/branches/${code}/push`));
    const first = await asked(api, '/api/branches/B3/push', { when: 'now' });
    // The same wish as waits already: it is that run, in haste now.
    expect(first?.id).toBe(waiting[2]?.id);
    const second = await asked(api, '/api/branches/B2/push/preview');

    const taken: string[] = [];
    const work = async (job: { id?: string | undefined }) => void taken.push(job.id ?? '');
    const worker = startQueueWorker(store, 'push', work, { concurrency: 1, lockDurationMs: 30_000, onError: () => undefined });
    onTestFinished(() => worker.close());
    await until('three jobs', async () => taken.length === 3);
    // The last of those that go first is the first of them all.
    expect(taken).toEqual([second?.id, first?.id, waiting[0]?.id]);
  });
});

describe('what became of each record', () => {
  it('is told page by page, of one action or of all, with how many came to what', async () => {
    const api = await anApi();
    const branchId = await aTakingBranch(api, 'B1', 'product.product');
    const run = await aRun(api, branchId, over('succeeded', { kind: 'push', request: {} }));
    const actions = ['create', 'update', 'update', 'blocked', 'create'] as const;
    await api.database.db.insert(pushResults).values(
      actions.map((action, index) => ({
        ...{ runId: run.id, model: 'product.product' as const, centralId: 10 + index, name: `P${index}`, action },
        ...(action === 'blocked' ? { code: 'push.refused', message: 'No.' } : {}),
      })),
    );
    const page = async (query: string) => {
      const answer = await api.call('GET', `/api/runs/${run.id}/records?${query}`, { as: 'viewer' });
      expect(answer.statusCode, answer.body).toBe(200);
      return pushResultPageSchema.parse(answer.json());
    };
    const tally = { create: 2, update: 2, blocked: 1 };
    const first = await page('limit=3');
    expect([first.items.map(({ centralId }) => centralId), first.tally]).toEqual([[10, 11, 12], tally]);
    const rest = await page(`limit=3&cursor=${first.nextCursor}`);
    expect([rest.items.map(({ centralId }) => centralId), rest.nextCursor]).toEqual([[13, 14], null]);
    const blocked = await page('action=blocked');
    expect(blocked).toMatchObject({ items: [{ centralId: 13, code: 'push.refused', message: 'No.' }], tally });
    expect(blocked.items[0]?.fix).toMatch(/^Odoo’s text says what it wants/);
  });

  it('goes into a spreadsheet, however many records there are, and no cell is taken for a formula', async () => {
    const api = await anApi();
    const branchId = await aTakingBranch(api, 'B1', 'product.product');
    const run = await aRun(api, branchId, over('succeeded', { kind: 'push', request: {} }));
    const change = { field: 'price', before: '12.50', after: '=1+1' };
    const long = 'x'.repeat(40_000);
    await api.database.db.insert(pushResults).values(
      Array.from({ length: 1_100 }, (_, index) => ({
        ...{
          runId: run.id,
          model: 'product.product' as const,
          centralId: 10 + index,
          name: `=HYPERLINK("x")`,
          remoteId: index + 1,
        },
        ...{ action: index === 0 ? ('blocked' as const) : ('update' as const), fields: [change, { ...change, before: null }] },
        ...(index === 0 ? { code: 'push.refused', message: `+${long}` } : {}),
      })),
    );
    const path = `/api/runs/${run.id}/records.csv`;
    const answer = await api.call('GET', `${path}?action=blocked`, { as: 'viewer' });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="run-${run.id}-records.csv"`,
    });
    const [blocked, ...others] = rowsOf(answer.body);
    expect(others).toEqual([]);
    expect(blocked).toEqual({
      ...{ model: 'product.product', central_id: '10', remote_id: '1', name: `'=HYPERLINK("x")`, action: 'blocked' },
      ...{
        changes: 'price: 12.50 -> =1+1\nprice:  -> =1+1',
        code: 'push.refused',
        message: expect.stringMatching(/^'\+x{31999}…$/),
      },
      ...{ is_done: 'yes', at: expect.stringMatching(/Z$/) },
    });
    const all = rowsOf((await api.call('GET', path, { as: 'viewer' })).body);
    expect(all.map((row) => row['central_id'])).toEqual(Array.from({ length: 1_100 }, (_, index) => String(10 + index)));
    for (const cell of all.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect((await api.call('GET', `${path}?limit=1`)).statusCode).toBe(400);
    const unknown = await api.call('GET', '/api/runs/01890000-0000-7000-8000-000000000000/records.csv');
    expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'run.not_found']);
  });
});
