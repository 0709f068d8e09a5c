import type { MappingImport } from '@branch-sync/contract';
import { audit, links } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { aWorld, canarySecret, standingFailures } from '../../harness/world.ts';
import { anApi } from './an-api.ts';

it('CSV goes out, is edited, and comes in again: every bad row is told, and good ones are set or none', async () => {
  const shop = generatedBranch({ name: 'shop', seed: 1, orders: 30, linesPerOrder: 1, password: canarySecret });
  const names = ['=HYPERLINK("http://x")', 'Honey; "local", 500 g', 'Crème'];
  const strangers = names.map((name) => shop.insert('product.product', { name }));
  for (const [index, line] of shop.records('pos.order.line').entries()) {
    if (index < 9)
      shop.update('pos.order.line', line.id, { product_id: strangers[index % 3] ?? 0, full_product_name: 'stranger' });
  }
  const world = await aWorld([shop]);
  const [branch] = world.branches;
  await world.receive(branch);
  const api = await anApi({ database: world.database, db: world.database.db, secretBox: world.deps.secretBox });
  const exported = async (query = '') => {
    const answer = await api.call('GET', `/api/branches/shop/mappings.csv${query}`, { as: 'viewer' });
    expect(answer.statusCode).toBe(200);
    return answer;
  };
  const send = (body: string, query = '') =>
    api.call('POST', `/api/branches/shop/mappings/import${query}`, {
      as: 'operator',
      body,
      headers: { 'content-type': 'text/csv' },
    });
  const sent = async (body: string, query = ''): Promise<MappingImport> => {
    const answer = await send(body, query);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };

  const file = await exported();
  expect(file.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="shop-mappings.csv"',
  });
  expect(file.body.startsWith('\uFEFFmodel,remote_id,remote_name,')).toBe(true);
  const lines = file.body.split('\r\n');
  const total = (await api.call('GET', '/api/branches/shop/mappings?limit=200')).json().items.length;
  expect(lines).toHaveLength(total + 2);
  // No cell is a formula to a spreadsheet.
  expect(file.body).toContain(`product.product,${strangers[0]},"'=HYPERLINK(""http://x"")",`);
  expect(
    (await exported('?model=res.users')).body
      .split('\r\n')
      .slice(1, -1)
      .every((row) => row.startsWith('res.users,')),
  ).toBe(true);

  // Sent back as it is, it changes nothing: what was learned stays learned.
  expect(await sent(file.body)).toMatchObject({ applied: 0, unchanged: total, bad: [], unchecked: null });
  expect(await world.database.db.$count(links, eq(links.source, 'hand'))).toBe(0);

  // Three rows are filled in, one of them and two others badly; a spreadsheet of Europe puts semicolons.
  const rows = [
    'model;remote_id;remote_name;central_id',
    `product.product;${strangers[0]};"=HYPER";360`,
    `product.product;${strangers[1]};"Honey; ""local""";999999`,
    `product.product;${strangers[2]};Crème;359`,
    'product.product;no;x;1',
    'res.users;7;;8',
    `res.users;6;;none`,
    `product.product;${strangers[2]};Crème;358`,
    '',
  ].join('\r\n');
  const refused = await sent(rows);
  expect(refused).toMatchObject({ applied: 0, curable: { failures: 0, orders: 0 }, runs: [] });
  expect(refused.bad.map(({ line, column }) => [line, column])).toEqual([
    [3, 'central_id'],
    [5, 'remote_id'],
    [8, 'remote_id'],
  ]);
  expect(refused.bad.every(({ message }) => message.length > 20)).toBe(true);
  expect(await world.database.db.$count(links, eq(links.source, 'hand'))).toBe(0);

  const taken = await sent(rows, '?mode=good_rows&retry=true');
  expect(taken).toMatchObject({ applied: 4, unchanged: 0, bad: refused.bad, curable: { failures: 6, orders: 6 } });
  expect(taken.runs).toMatchObject([{ branchCode: 'shop', orders: 6 }]);
  await world.attempt(await world.runOf(taken.runs[0]?.runId ?? ''));
  expect(await standingFailures(world, branch)).toHaveLength(3);
  expect((await api.call('GET', '/api/branches/shop/salespeople')).json()).toEqual([{ remoteUserId: 7, centralUserId: 8 }]);
  expect(await world.database.db.$count(audit, eq(audit.action, 'mappings.import'))).toBe(1);

  // What is no file of mappings is told as a problem.
  for (const [body, why] of [
    ['', 'empty'],
    ['a,b\n1,2', 'lacks model'],
    ['model,remote_id,central_id\nproduct.product,"1,2', 'not closed'],
  ] as const) {
    const answer = await send(body);
    expect([answer.statusCode, answer.json().code], body).toEqual([422, 'csv.unreadable']);
    expect(answer.json().detail).toContain(why);
  }
  expect((await send('x'.repeat(5 * 1024 * 1024 + 1))).statusCode).toBe(413);
  const json = await api.call('POST', '/api/branches/shop/mappings/import', { body: { settings: [] } });
  expect([json.statusCode, json.json().errors[0].message]).toEqual([415, 'must be text/csv']);
  expect((await send(rows, '?mode=some')).statusCode).toBe(400);
});
