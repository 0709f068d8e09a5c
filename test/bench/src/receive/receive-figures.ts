import type { Figure } from '../figures.ts';
import type { NaiveResult } from './naive-script.ts';
import type { ReceiveSpeed } from './receive-speed.ts';
import type { WorkerMemory } from './worker-memory.ts';

/** All that was measured of receive. */
export interface Measured {
  readonly receive: ReceiveSpeed;
  readonly naive: NaiveResult;
  readonly one: BesideTheLimit;
  readonly two: BesideTheLimit;
  /** As `one`, by the other wire. */
  readonly json2: ReceiveSpeed;
  /** Null where the system does not tell. */
  readonly memory: WorkerMemory | null;
}

/** The same orders by bare `load` calls alone, and through queue and worker. */
export interface BesideTheLimit {
  readonly limitMs: number;
  readonly receive: ReceiveSpeed;
}

/** What is printed of it; ratios are above one where receive is the better. */
export function receiveFigures(measured: Measured): Figure[] {
  return [...speedFigures(measured), ...(measured.memory === null ? [] : memoryFigures(measured.memory))];
}

function speedFigures({ receive, naive, one, two, json2 }: Measured): Figure[] {
  const ordersPerSecond = perSecond(receive);
  return [
    ['receive.orders_per_s', ordersPerSecond, 1],
    ['receive.calls_per_1000_orders', callsPer1000(receive), 1],
    ['receive.naive_orders_per_s', perSecond(naive), 1],
    ['receive.naive_calls_per_1000_orders', callsPer1000(naive), 1],
    ['receive.calls_ratio_to_naive', callsPer1000(naive) / callsPer1000(receive), 1],
    ['receive.speed_ratio_to_naive', ordersPerSecond / perSecond(naive), 2],
    ['receive.bare_load_orders_per_s', perSecond({ orders: one.receive.orders, wallMs: one.limitMs }), 1],
    ['receive.share_of_limit', one.limitMs / one.receive.wallMs, 3],
    ['receive.share_of_limit_2_writers', two.limitMs / two.receive.wallMs, 3],
    ['receive.own_time_percent', ownTimePercent(one.receive), 1],
    ['receive.json2_own_time_percent', ownTimePercent(json2), 1],
    ['receive.json2_speed_ratio_to_xmlrpc', one.receive.wallMs / json2.wallMs, 3],
    ['receive.event_loop_held_up_ms', Math.max(receive.loopHeldUpMs, one.receive.loopHeldUpMs, two.receive.loopHeldUpMs), 1],
    ['receive.json2_event_loop_held_up_ms', json2.loopHeldUpMs, 1],
    ...(one.receive.workerCpuMs === null || json2.workerCpuMs === null
      ? []
      : [['receive.json2_cpu_ratio_to_xmlrpc', json2.workerCpuMs / one.receive.workerCpuMs, 2] as const]),
    ...(receive.workerCpuMs === null
      ? []
      : [['receive.worker_cpu_ms_per_order', receive.workerCpuMs / receive.orders, 2] as const]),
  ];
}

/**
 * The share of a run's time, queue included, during which no call to Odoo was under way. Calls side by side to the same
 * Odoo count once; calls to branch and central side by side count for both, so the share would be too small by their
 * overlap: receive has such calls only where it looks products and taxes up, a handful in a run. Taking XML apart as it
 * arrives is part of a call's time; the worker's processor time is told beside it for that.
 */
function ownTimePercent({ wallMs, odooWaitedMs }: ReceiveSpeed): number {
  return (100 * (wallMs - odooWaitedMs)) / wallMs;
}

function memoryFigures({ bySize, ordersPerSecond }: WorkerMemory): Figure[] {
  const first = bySize[0]?.averageMb ?? Number.NaN;
  const last = bySize.at(-1)?.averageMb ?? Number.NaN;
  return [
    ['receive.orders_per_s_without_latency', ordersPerSecond, 0],
    ...bySize.map(({ orders, averageMb }): Figure => [`receive.rss_mb_${orders}`, averageMb, 0]),
    ...bySize.map(({ orders, peakMb }): Figure => [`receive.rss_peak_mb_${orders}`, peakMb, 0]),
    ['receive.rss_growth_percent', 100 * (last / first - 1), 1],
  ];
}

function perSecond({ orders, wallMs }: { readonly orders: number; readonly wallMs: number }): number {
  return orders / (wallMs / 1000);
}

function callsPer1000({ orders, calls }: { readonly orders: number; readonly calls: number }): number {
  return calls / (orders / 1000);
}
