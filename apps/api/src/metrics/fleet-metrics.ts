import type { CentralPace } from '@branch-sync/contract';
import { type FleetFigures, readFleetFigures } from '@branch-sync/db';
import { Gauge, type Registry } from 'prom-client';
import { centralPaceAnswer } from '../answers/central-pace.ts';
import type { SharedDeps } from '../api-deps.ts';
import { onceInAWhile } from '../once-in-a-while.ts';

/** Prometheus asks every few seconds, and each API: a twentieth of the time at most is spent on it. */
const [keptMs, timesItsCost] = [5_000, 20];

/** Gauges of the whole fleet. `fill` sets them as of now, some seconds old at most; it throws where Postgres does not answer. */
export function createFleetMetrics(
  registry: Registry,
  { db, now, overviewOf }: Pick<SharedDeps, 'db' | 'now' | 'overviewOf'>,
): { fill(): Promise<void>; clear(): void } {
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Gauge({ name: `branch_sync_${name}`, help, labelNames, registers: [registry] });

  const lag = gauge('branch_lag_seconds', 'Time since the last receive began that looked at all a branch had', ['branch']);
  const state = gauge('branch_state', 'How a branch stands: 1 for its state of now, as the overview tells it', [
    'branch',
    'state',
  ]);
  const failuresOpen = gauge('failures_open', 'Failures that stand now', ['code', 'status']);
  const runsActive = gauge('runs_active', 'Runs that are queued or under way', ['kind', 'status']);
  const circuitsOpen = gauge('circuits_open', 'Circuits that are open: sides that do not answer and are not called', ['side']);
  const workers = gauge('workers', 'Workers that have not said that they stop, by state', ['state']);
  const heartbeatAge = gauge('worker_heartbeat_age_seconds', 'Time since a worker’s last heartbeat', ['worker']);
  const orders = gauge('ledger_orders', 'Orders in the ledger; of more than 100,000 as of Postgres’ last analyze', ['status']);
  const batchOrders = gauge(
    'central_batch_orders',
    'Orders in a batch that is written to central, at the most, as the fleet has found',
    [],
  );
  const writers = gauge('central_writers', 'Batches written to central at once, by the whole fleet, as it has found', []);
  const orderSeconds = gauge(
    'central_order_seconds',
    'What writing an order of four lines to central takes: now, and at its best',
    ['at'],
  );
  const paces = [batchOrders, writers, orderSeconds];
  const all = [lag, state, failuresOpen, runsActive, circuitsOpen, workers, heartbeatAge, orders, ...paces];

  const figures = onceInAWhile<void, FleetFigures>({ keptMs, timesItsCost, now, make: () => readFleetFigures(db) });
  const clear = () => {
    for (const one of all) one.reset();
  };

  function setPace(pace: CentralPace): void {
    batchOrders.set(pace.batchOrders);
    writers.set(pace.writers);
    if (pace.msPerOrder !== null) orderSeconds.set({ at: 'now' }, pace.msPerOrder / 1000);
    if (pace.bestMsPerOrder !== null) orderSeconds.set({ at: 'best' }, pace.bestMsPerOrder / 1000);
  }

  return {
    clear,
    async fill() {
      const { overview } = await overviewOf(null);
      const found = await figures();
      // Nothing is awaited from here on: no reading sees half of it.
      clear();
      for (const { code, lagSeconds, state: stands } of overview.branches) {
        if (lagSeconds !== null) lag.set({ branch: code }, lagSeconds);
        state.set({ branch: code, state: stands }, 1);
      }
      for (const { code, status, count } of found.failures) failuresOpen.set({ code, status }, count);
      for (const { kind, status, count } of found.activeRuns) runsActive.set({ kind, status }, count);
      for (const { side, open } of found.circuits) circuitsOpen.set({ side }, open);
      for (const which of ['running', 'draining', 'silent']) {
        workers.set({ state: which }, found.workers.filter((worker) => worker.state === which).length);
      }
      for (const { id, ageSeconds } of found.workers) heartbeatAge.set({ worker: id }, ageSeconds);
      for (const { status, count } of found.orders) orders.set({ status }, count);
      if (found.pace !== undefined) setPace(centralPaceAnswer(found.pace));
    },
  };
}
