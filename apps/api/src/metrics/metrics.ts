import { type QueueName, type Queues, queueNames } from '@branch-sync/queue';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the API measures of itself and of the queues, in Prometheus' words. */
export interface Metrics {
  readonly contentType: string;
  /** All of it now, as Prometheus reads it (text format 0.0.4). Throws where the queue's store does not answer. */
  read(): Promise<string>;
  /** Notes a request that was answered; of its path only the route, lest each id make a series of its own. */
  noteRequest(labels: { readonly method: string; readonly route: string; readonly status: number }, seconds: number): void;
}

const jobStates = ['waiting', 'prioritized', 'active', 'delayed', 'failed'] as const;

/** Metrics of one API; those of the process are collected from the first reading on. */
export function createMetrics(queues: Queues): Metrics {
  const registry = new Registry();
  const requests = new Histogram({
    name: 'branch_sync_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15],
    registers: [registry],
  });
  new Gauge({
    name: 'branch_sync_queue_jobs',
    help: 'Jobs in the queues, by state',
    labelNames: ['queue', 'state'],
    registers: [registry],
    async collect() {
      for (const queue of queueNames) {
        for (const [state, jobs] of Object.entries(await countsOf(queues, queue))) this.set({ queue, state }, jobs);
      }
    },
  });
  let isComplete = false;
  return {
    contentType: registry.contentType,
    async read() {
      if (!isComplete) collectDefaultMetrics({ register: registry });
      isComplete = true;
      return registry.metrics();
    },
    noteRequest: ({ method, route, status }, seconds) => requests.observe({ method, route, status }, seconds),
  };
}

function countsOf(queues: Queues, name: QueueName): Promise<Record<string, number>> {
  return queues.byName[name].getJobCounts(...jobStates);
}
