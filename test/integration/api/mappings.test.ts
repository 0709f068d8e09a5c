import { audit, links } from '@branch-sync/db';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { aBranchInput, anApi, type TestApi } from './an-api.ts';

describe('mappings', () => {
  let api: TestApi;
  let branchId: string;
  beforeEach(async () => {
    api = await anApi();
    branchId = (await api.call('POST', '/api/branches', { body: aBranchInput() })).json().id;
  });
  const put = (path: string, body: unknown) => api.call('PUT', `/api/branches/B1/${path}`, { as: 'operator', body });
  const get = async (path: string) => (await api.call('GET', `/api/branches/B1/${path}`, { as: 'viewer' })).json();

  it('of salespeople are replaced as a whole', async () => {
    expect(await get('salespeople')).toEqual([]);
    const first = [6, 7].map((remoteUserId) => ({ remoteUserId, centralUserId: 8 }));
    expect((await put('salespeople', first)).json()).toEqual(first);
    expect((await put('salespeople', [{ remoteUserId: 7, centralUserId: 9 }])).statusCode).toBe(200);
    expect(await get('salespeople')).toEqual([{ remoteUserId: 7, centralUserId: 9 }]);
    expect((await put('salespeople', [])).json()).toEqual([]);
    expect(await api.database.db.$count(audit, eq(audit.action, 'salespeople.set'))).toBe(3);
  });

  it('of salespeople are one of the lists when two are put at once', async () => {
    const lists = [8, 9].map((centralUserId) => [6, 7].map((remoteUserId) => ({ remoteUserId, centralUserId })));
    const answers = await Promise.all([...lists, ...lists].map((list) => put('salespeople', list)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    expect(lists).toContainEqual(await get('salespeople'));
  });

  it('of links are merged: named ones change, others stay, null forgets', async () => {
    await api.database.db.insert(links).values([
      { branchId, model: 'product.product', remoteId: 1, centralId: 11, source: 'barcode' },
      { branchId, model: 'product.product', remoteId: 2, centralId: 12, source: 'reference' },
    ]);
    const answer = await put('links', [
      { model: 'product.product', remoteId: 1, centralId: 21 },
      { model: 'product.product', remoteId: 2, centralId: null },
      { model: 'account.tax', remoteId: 1, centralId: 5 },
    ]);
    expect(answer.json()).toMatchObject([
      { model: 'product.product', remoteId: 1, centralId: 21, source: 'hand' },
      { model: 'account.tax', remoteId: 1, centralId: 5, source: 'hand' },
    ]);
    const { items } = await get('links');
    expect(items.map(({ model, remoteId }: { model: string; remoteId: number }) => `${model} ${remoteId}`)).toEqual([
      'account.tax 1',
      'product.product 1',
    ]);
  });

  it('of links come page by page, over models too, and narrowed to one', async () => {
    const named = ['res.partner', 'account.tax', 'product.product'].flatMap((model) =>
      [1, 2, 10].map((remoteId) => ({ model, remoteId, centralId: remoteId })),
    );
    await put('links', named);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: { model: string; remoteId: number }[]; nextCursor: string | null } = await get(
        `links?limit=2${cursor}`,
      );
      seen.push(...page.items.map(({ model, remoteId }) => `${model} ${remoteId}`));
      cursor = page.nextCursor === null ? null : `&cursor=${page.nextCursor}`;
    }
    const models = ['account.tax', 'product.product', 'res.partner'];
    expect(seen).toEqual(models.flatMap((model) => [1, 2, 10].map((remoteId) => `${model} ${remoteId}`)));
    expect((await get('links?model=res.partner')).items).toHaveLength(3);
  });

  it('belong to a branch that is there', async () => {
    for (const path of ['links', 'salespeople']) {
      expect((await api.call('GET', `/api/branches/B9/${path}`)).statusCode).toBe(404);
      expect((await api.call('PUT', `/api/branches/B9/${path}`, { body: [] })).statusCode).toBe(404);
    }
  });
});
