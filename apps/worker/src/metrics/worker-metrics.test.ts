import { describe, expect, it } from 'vitest';
import { createWorkerMetrics } from './worker-metrics.ts';

const call = { model: 'sale.order', method: 'load', transport: 'json2', attempt: 1 } as const;
const went = { outcome: 'ok', sentBytes: 10, receivedBytes: 20, resends: 0 } as const;

describe('a worker’s metrics', () => {
  it('tell runs by how they ended, and what they brought', async () => {
    const metrics = createWorkerMetrics();
    metrics.noteAttempt('receive', { kind: 'over', run: null, status: 'partial' }, 2);
    metrics.noteAttempt('receive', { kind: 'branch_busy' }, 0.1);
    metrics.tally.imported(7);
    metrics.tally.pushed('update', 3);
    metrics.tally.failed('product.not_found');
    metrics.noteCircuit({ side: 'central', to: 'open' });
    metrics.watchPlaces('receive', { concurrency: 50, tally: { running: 4, lastTakenAt: null } });
    const text = await metrics.read();
    for (const line of [
      'branch_sync_run_duration_seconds_sum{kind="receive",outcome="partial"} 2',
      'branch_sync_run_duration_seconds_count{kind="receive",outcome="branch_busy"} 1',
      'branch_sync_orders_imported_total 7',
      'branch_sync_records_pushed_total{action="update"} 3',
      'branch_sync_failures_recorded_total{code="product.not_found"} 1',
      'branch_sync_circuit_transitions_total{side="central",to="open"} 1',
      'branch_sync_worker_places{kind="receive"} 50',
      'branch_sync_worker_places_in_use{kind="receive"} 4',
    ]) {
      expect(text).toContain(`${line}\n`);
    }
  });

  it('tell calls by side, model and method, and what moved', async () => {
    const metrics = createWorkerMetrics();
    metrics.observeCalls('central')(call)({ ...went, resends: 1 });
    metrics.observeCalls('central')({ ...call, attempt: 2 })({ ...went, outcome: 'timeout' });
    const text = await metrics.read();
    for (const line of [
      'branch_sync_odoo_call_duration_seconds_count{side="central",model="sale.order",method="load",transport="json2",outcome="ok"} 1',
      'branch_sync_odoo_call_duration_seconds_count{side="central",model="sale.order",method="load",transport="json2",outcome="timeout"} 1',
      'branch_sync_odoo_bytes_total{side="central",model="sale.order",method="load",direction="sent"} 20',
      'branch_sync_odoo_bytes_total{side="central",model="sale.order",method="load",direction="received"} 40',
      'branch_sync_odoo_call_retries_total{side="central",reason="dead_socket"} 1',
      'branch_sync_odoo_call_retries_total{side="central",reason="outdated_facts"} 1',
    ]) {
      expect(text).toContain(`${line}\n`);
    }
  });

  it('have no series for each name that somebody may make up', async () => {
    const metrics = createWorkerMetrics();
    for (const name of ['made.up.one', 'made.up.two', 'made.up.three']) {
      metrics.observeCalls('branch')({ ...call, model: name, method: name })(went);
    }
    const text = await metrics.read();
    expect(text).not.toContain('made.up');
    expect(text).toContain('side="branch",model="other",method="other",transport="json2",outcome="ok"} 3');
  });
});
