import { audit, branches, central, runs } from '@branch-sync/db';
import { describe, expect, it } from 'vitest';
import { canarySecret } from '../../harness/world.ts';
import { aBranchInput, aCentralInput, anApi } from './an-api.ts';

describe('a secret', () => {
  it('is in no answer, no log line and no row, whatever is called', async () => {
    const api = await anApi({ connectionTestMs: 3_000 });
    const answers: string[] = [];
    const call: typeof api.call = async (...args) => {
      const answer = await api.call(...args);
      answers.push(`${JSON.stringify(answer.headers)} ${answer.body}`);
      return answer;
    };
    await call('PUT', '/api/central', { body: aCentralInput() });
    await call('PUT', '/api/central', { body: aCentralInput({ transport: canarySecret, [canarySecret.slice(0, 3)]: 1 }) });
    await call('POST', '/api/branches', { body: aBranchInput() });
    await call('POST', '/api/branches', { body: aBranchInput() });
    await call('POST', '/api/branches', {
      body: aBranchInput({ secret: { nested: canarySecret }, code: canarySecret.repeat(9) }),
    });
    await call('POST', '/api/branches', { body: `{"secret":"${canarySecret}"` });
    await call('POST', '/api/branches', { body: `"${canarySecret}"` });
    await call('PATCH', '/api/branches/B1', { body: { secret: canarySecret, login: '' } });
    await call('PATCH', '/api/branches/B1', { body: { secret: canarySecret } });
    await call('POST', '/api/central/test');
    await call('POST', '/api/branches/B1/test');
    await call('POST', '/api/branches/B1/receive', { body: {} });
    for (const path of ['central', 'branches', 'branches/B1', 'runs', 'failures', 'orders', 'keys'])
      await call('GET', `/api/${path}`);
    await call('GET', '/queues/api/queues?activeQueue=receive');
    await api.call('GET', '/api/runs', {
      as: null,
      headers: { authorization: `Bearer ${canarySecret}`, cookie: `bs_session=${canarySecret}` },
    });

    expect(answers.length).toBeGreaterThan(15);
    const { db } = api.database;
    const rows = await Promise.all([central, branches, runs, audit].map((table) => db.select().from(table)));
    for (const text of [...answers, api.log(), JSON.stringify(rows)]) {
      expect(text).not.toContain(canarySecret);
      for (const key of Object.values(api.keys)) expect(text).not.toContain(key);
    }
    expect(answers.join()).not.toContain('v1.test.');
    expect(api.log()).toContain('/api/branches');
  });

  it('and nothing else of the inside is told when something breaks; the log has the cause under the request’s id', async () => {
    const api = await anApi();
    await api.database.sql`alter table branches rename column name to label`;
    const headers = { 'x-request-id': 'broken-1' };
    const answer = await api.call('POST', '/api/branches', { body: aBranchInput({ name: 'Very Private Name' }), headers });
    expect(answer.json()).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      detail: 'Something went wrong here. The log has it under this request id.',
      instance: '/api/branches',
      code: 'internal',
      requestId: 'broken-1',
    });
    const line =
      api
        .log()
        .split('\n')
        .find((one) => one.includes('request failed')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ requestId: 'broken-1', err: { cause: { code: '42703' } } });
    expect(line).not.toContain('Very Private Name');
    expect(line).not.toContain(canarySecret);
  });

  it('a database that is away is told as such', async () => {
    const api = await anApi();
    await api.database.close();
    const answer = await api.call('GET', '/api/runs');
    expect(answer.json()).toMatchObject({ status: 503, code: 'database.away' });
  });
});
