import { Secret } from '@branch-sync/config';
import { describe, expect, it } from 'vitest';
import { aBranchInput, anApi, bearer } from './an-api.ts';

const token = 'a-token-of-prometheus-alone';

async function anApiWithToken() {
  const { deps } = await anApi();
  return anApi({ access: { ...deps.access, metricsToken: new Secret(token) } });
}

describe('the metrics', () => {
  it('tell requests by route, the queues, and the process, in Prometheus’ format', async () => {
    const api = await anApi();
    await api.call('POST', '/api/branches', { body: aBranchInput() });
    await api.call('POST', '/api/branches/B1/receive', { body: {} });
    const read = await api.call('GET', '/metrics', { as: 'viewer' });
    expect(read.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(read.body).toContain(
      'branch_sync_http_request_duration_seconds_count{method="POST",route="/api/branches/:code/receive",status="202"} 1',
    );
    expect(read.body).not.toContain('B1');
    expect(read.body).toMatch(/branch_sync_queue_jobs\{queue="receive",state="(waiting|prioritized)"\} 1/);
    expect(read.body).toContain('process_cpu_seconds_total');
    expect((await api.call('GET', '/metrics', { as: null })).statusCode).toBe(401);
  });

  it('are read with a token of their own, which opens nothing else', async () => {
    const api = await anApiWithToken();
    const ask = async (path: string, key: string) => (await api.call('GET', path, { as: null, headers: bearer(key) })).statusCode;
    expect(await ask('/metrics', token)).toBe(200);
    for (const path of ['/api/session', '/api/runs', '/queues', '/docs', '/metrics/', '/nothing']) {
      expect(await ask(path, token), path).toBe(401);
    }
    expect(await ask('/metrics', `${token}x`)).toBe(401);
    expect(await ask('/metrics', api.keys.viewer)).toBe(200);
    expect((await api.call('POST', '/metrics', { as: null, headers: bearer(token) })).statusCode).toBe(401);
    expect(api.log()).not.toContain(token);
  });
});
