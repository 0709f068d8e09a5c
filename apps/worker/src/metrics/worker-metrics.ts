import type { RunQueueName, TalliedWorker } from '@branch-sync/queue';
import type { CircuitTransition, ConnectionDeps, RunTally } from '@branch-sync/sync';
import { createOdooCallMetrics } from '@branch-sync/telemetry';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { outcomeOf } from '../outcome.ts';
import type { JobEnd } from '../process-run.ts';

/** What a worker measures of its runs, its calls and its process, in Prometheus' words. */
export interface WorkerMetrics {
  readonly contentType: string;
  /** All of it now, as Prometheus reads it (text format 0.0.4). */
  read(): Promise<string>;
  readonly tally: RunTally;
  readonly observeCalls: NonNullable<ConnectionDeps['observeCalls']>;
  noteCircuit(transition: CircuitTransition): void;
  /** An attempt at a run has ended, whichever way. */
  noteAttempt(kind: RunQueueName, end: JobEnd, seconds: number): void;
  /** Tells from now on how many runs this worker may work on, and does. */
  watchPlaces(kind: RunQueueName, worker: Pick<TalliedWorker, 'concurrency' | 'tally'>): void;
}

/** Most receives are over within a second; a first one of a large branch takes an hour, in turns. Seconds. */
const buckets = [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];

/** Metrics of one worker process. No label tells a branch: what is of branches the API tells, from Postgres. */
export function createWorkerMetrics(): WorkerMetrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name: `branch_sync_${name}`, help, labelNames, registers });

  const durations = new Histogram({
    name: 'branch_sync_run_duration_seconds',
    help: 'Time that this worker worked on a run until it ended or gave it back, by how that came out',
    labelNames: ['kind', 'outcome'],
    buckets,
    registers,
  });
  const retries = counter('run_retries_total', 'Runs given back to be tried again, by why', ['kind', 'reason']);
  const imported = counter('orders_imported_total', 'Orders that were brought into central', []);
  const pushed = counter('records_pushed_total', 'Records that were written to branches', ['action']);
  const failures = counter('failures_recorded_total', 'Failures that were recorded, repeats included', ['code']);
  const circuits = counter('circuit_transitions_total', 'Circuits that this worker opened or closed', ['side', 'to']);
  const watched = new Map<RunQueueName, Pick<TalliedWorker, 'concurrency' | 'tally'>>();
  new Gauge({
    name: 'branch_sync_worker_places',
    help: 'Runs that this worker may work on at once, those lent out for silent branches included',
    labelNames: ['kind'],
    registers,
    collect() {
      for (const [kind, { concurrency }] of watched) this.set({ kind }, concurrency);
    },
  });
  new Gauge({
    name: 'branch_sync_worker_places_in_use',
    help: 'Runs that this worker works on',
    labelNames: ['kind'],
    registers,
    collect() {
      for (const [kind, { tally }] of watched) this.set({ kind }, tally.running);
    },
  });
  const observeCalls = createOdooCallMetrics(registry);
  collectDefaultMetrics({ register: registry });

  return {
    contentType: registry.contentType,
    read: () => registry.metrics(),
    observeCalls,
    tally: {
      imported: (orders) => imported.inc(orders),
      pushed: (action, records) => pushed.inc({ action }, records),
      failed: (code) => failures.inc({ code }),
    },
    noteCircuit: ({ side, to }) => circuits.inc({ side, to }),
    noteAttempt(kind, end, seconds) {
      const outcome = outcomeOf(end);
      durations.observe({ kind, outcome }, seconds);
      if (outcome === 'retrying' || outcome === 'waiting') retries.inc({ kind, reason: outcome });
    },
    watchPlaces: (kind, worker) => void watched.set(kind, worker),
  };
}
