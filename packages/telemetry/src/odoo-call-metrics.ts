import type { CallObserver } from '@branch-sync/odoo';
import { Counter, Histogram, type Registry } from 'prom-client';
import { methodLabel, modelLabel } from './known-names.ts';

/** Whose Odoo is asked. */
export type OdooSide = 'branch' | 'central';

/** From a look at one record to a batch that a slow central takes minutes for. Seconds. */
const buckets = [0.025, 0.1, 0.25, 0.5, 1, 2.5, 10, 30, 60];

/**
 * Metrics of the requests to Odoo, in `registry`. Gives the observer of each side's clients. Labels are of closed sets: no branch, no host, and no
 * model or method that the product does not know by name.
 */
export function createOdooCallMetrics(
  registry: Registry,
  now: () => number = () => performance.now(),
): (side: OdooSide) => CallObserver {
  const registers = [registry];
  const durations = new Histogram({
    name: 'branch_sync_odoo_call_duration_seconds',
    help: 'Time from a request to Odoo to the end of its answer',
    labelNames: ['side', 'model', 'method', 'transport', 'outcome'],
    buckets,
    registers,
  });
  const bytes = new Counter({
    name: 'branch_sync_odoo_bytes_total',
    help: 'Bytes of bodies sent to and received from Odoo, as they went over the line',
    labelNames: ['side', 'direction', 'model', 'method'],
    registers,
  });
  const retries = new Counter({
    name: 'branch_sync_odoo_call_retries_total',
    help: 'Requests to Odoo that were sent again at once: the kept socket was dead, or what was known of the database no longer held',
    labelNames: ['side', 'reason'],
    registers,
  });

  return (side) => (call) => {
    const startedAt = now();
    const [model, method] = [modelLabel(call.model), methodLabel(call.method)];
    if (call.attempt > 1) retries.inc({ side, reason: 'outdated_facts' });
    return ({ outcome, sentBytes, receivedBytes, resends }) => {
      durations.observe({ side, model, method, transport: call.transport, outcome }, (now() - startedAt) / 1000);
      bytes.inc({ side, model, method, direction: 'sent' }, sentBytes);
      bytes.inc({ side, model, method, direction: 'received' }, receivedBytes);
      if (resends > 0) retries.inc({ side, reason: 'dead_socket' }, resends);
    };
  };
}
