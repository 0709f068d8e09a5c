import { type QueueName, type Queues, queueNames } from '@branch-sync/queue';
import type { ConnectionDeps } from '@branch-sync/sync';
import { createOdooCallMetrics } from '@branch-sync/telemetry';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { SharedDeps } from '../api-deps.ts';
import { createFleetMetrics } from './fleet-metrics.ts';

/** What the API measures of itself, of the fleet and of the queues, in Prometheus' words. */
export interface Metrics {
  readonly contentType: string;
  /** All of it now, as Prometheus reads it (text format 0.0.4). What does not answer is left out, and said to be down. */
  read(): Promise<string>;
  /** Notes a request that was answered; of its path only the route, lest each id make a series of its own. */
  noteRequest(labels: { readonly method: string; readonly route: string; readonly status: number }, seconds: number): void;
  readonly observeCalls: NonNullable<ConnectionDeps['observeCalls']>;
}

const jobStates = ['waiting', 'prioritized', 'active', 'delayed', 'failed'] as const;

/** Metrics of one API; those of the process are collected from the first reading on. */
export function createMetrics(deps: Pick<SharedDeps, 'db' | 'queues' | 'now' | 'overviewOf' | 'log'>): Metrics {
  const { queues, log } = deps;
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'branch_sync_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15],
    registers,
  });
  const jobs = new Gauge({
    name: 'branch_sync_queue_jobs',
    help: 'Jobs in the queues, by state',
    labelNames: ['queue', 'state'],
    registers,
  });
  const up = new Gauge({
    name: 'branch_sync_dependency_up',
    help: 'Whether what the API cannot do without has answered this reading: its figures are missing where not',
    labelNames: ['dependency'],
    registers,
  });
  const fleet = createFleetMetrics(registry, deps);
  const observeCalls = createOdooCallMetrics(registry);
  let isComplete = false;

  async function fillJobs(): Promise<void> {
    const counts = await Promise.all(queueNames.map(async (queue) => ({ queue, states: await countsOf(queues, queue) })));
    for (const { queue, states } of counts) {
      for (const [state, count] of Object.entries(states)) jobs.set({ queue, state }, count);
    }
  }

  async function fillOrClear(dependency: string, fill: () => Promise<void>, clear: () => void): Promise<void> {
    try {
      await fill();
      up.set({ dependency }, 1);
    } catch (err) {
      clear();
      up.set({ dependency }, 0);
      log.debug({ err, dependency }, 'its metrics could not be read');
    }
  }

  return {
    contentType: registry.contentType,
    async read() {
      if (!isComplete) collectDefaultMetrics({ register: registry });
      isComplete = true;
      await Promise.all([fillOrClear('postgres', fleet.fill, fleet.clear), fillOrClear('queue', fillJobs, () => jobs.reset())]);
      return registry.metrics();
    },
    noteRequest: ({ method, route, status }, seconds) => requests.observe({ method, route, status }, seconds),
    observeCalls,
  };
}

function countsOf(queues: Queues, name: QueueName): Promise<Record<string, number>> {
  return queues.byName[name].getJobCounts(...jobStates);
}
