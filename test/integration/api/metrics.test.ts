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
    expect(read.body.split('\n').filter((line) => line.includes('B1'))).toEqual([
      'branch_sync_branch_state{branch="B1",state="never_run"} 1',
    ]);
    expect(read.body).toMatch(/branch_sync_queue_jobs\{queue="receive",state="(waiting|prioritized)"\} 1/);
    expect(read.body).toContain('process_cpu_seconds_total');
    expect((await api.call('GET', '/metrics', { as: null })).statusCode).toBe(401);
  });

  it('tell how the fleet stands', async () => {
    const api = await anApi();
    await api.call('POST', '/api/branches', { body: aBranchInput() });
    await api.call('POST', '/api/branches/B1/receive', { body: {} });
    const { sql } = api.database;
    const [branch] = await sql`select id from branches`;
    const id = String(branch?.['id']);
    await sql`insert into circuits (place, branch_id, misses, first_miss_at, open_since, next_try_at)
      values (${id}, ${id}, 3, now(), now(), now())`;
    await sql`insert into workers (id, host, pid, version, concurrency, running, is_draining, is_consuming, event_loop_lag_ms, rss_mb, started_at, seen_at)
      values (${id}, 'h', 1, '1', 1, 0, false, true, 0, 1, now(), now() - interval '60 seconds')`;
    await sql`insert into runs (id, branch_id, kind, trigger, status, started_at, finished_at, seen)
      values (gen_random_uuid(), ${id}, 'receive', 'manual', 'succeeded', now() - interval '100 s', now() - interval '90 s', 0)`;
    await sql`insert into orders (id, branch_id, identity, remote_id, pos_reference, status, ordered_at, currency, pos_total, central_id, central_name, central_total)
      select gen_random_uuid(), ${id}, 'i' || n, n, 'p', 'imported', now(), 'EUR', 1, n, 'S', 1 from generate_series(1, 3) as n`;
    await sql`insert into failures (id, branch_id, kind, code, class, message, fix, fingerprint)
      values (gen_random_uuid(), ${id}, 'receive', 'product.not_found', 'permanent', 'm', 'f', 'p')`;
    const { body } = await api.call('GET', '/metrics', { as: 'viewer' });
    for (const line of [
      'branch_sync_branch_state{branch="B1",state="offline"} 1',
      'branch_sync_failures_open{code="product.not_found",status="open"} 1',
      'branch_sync_runs_active{kind="receive",status="queued"} 1',
      'branch_sync_circuits_open{side="branch"} 1',
      'branch_sync_circuits_open{side="central"} 0',
      'branch_sync_workers{state="silent"} 1',
      'branch_sync_ledger_orders{status="imported"} 3',
      'branch_sync_dependency_up{dependency="postgres"} 1',
      'branch_sync_dependency_up{dependency="queue"} 1',
    ]) {
      expect(body).toContain(`${line}\n`);
    }
    expect(body).toMatch(/branch_sync_worker_heartbeat_age_seconds\{worker="[^"]+"\} 6\d/);
    expect(body).toMatch(/branch_sync_branch_lag_seconds\{branch="B1"\} 10\d/);
  });

  it('do not count a large ledger: they tell what Postgres’ statistics know', async () => {
    const api = await anApi();
    await api.call('POST', '/api/branches', { body: aBranchInput() });
    const { sql } = api.database;
    await sql`insert into orders (id, branch_id, identity, remote_id, pos_reference, status, ordered_at, currency, pos_total, central_id, central_name, central_total)
      select gen_random_uuid(), (select id from branches), 'i' || n, n, 'p', case when n > 6 then 'skipped' else 'imported' end, now(), 'EUR', 1, n, 'S', 1
      from generate_series(1, 8) as n`;
    await sql`analyze orders`;
    await sql`update pg_class set reltuples = 8000000 where oid = 'orders'::regclass`;
    const { body } = await api.call('GET', '/metrics', { as: 'viewer' });
    expect(body).toContain('branch_sync_ledger_orders{status="imported"} 6000000\n');
    expect(body).toContain('branch_sync_ledger_orders{status="skipped"} 2000000\n');
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
