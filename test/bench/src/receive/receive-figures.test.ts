import { expect, it } from 'vitest';
import { figureLines } from '../figures.ts';
import { receiveFigures } from './receive-figures.ts';

it('prints every figure as `name: number`, ratios above one where receive is the better', () => {
  const receive = { orders: 10_000, wallMs: 100_000, odooWaitedMs: 99_000, calls: 300, workerCpuMs: 15_000, loopHeldUpMs: 20 };
  const one = { orders: 4_000, wallMs: 40_000, odooWaitedMs: 39_200, calls: 120, workerCpuMs: 6_000, loopHeldUpMs: 30 };
  const bySize = [1_000, 10_000, 100_000].map((orders, index) => ({ orders, averageMb: 200 + index, peakMb: 250 + index }));
  const figures = receiveFigures({
    receive,
    naive: { orders: 500, wallMs: 25_000, calls: 1_500 },
    one: { limitMs: 38_000, receive: one },
    two: { limitMs: 19_200, receive: { ...one, wallMs: 20_000 } },
    json2: { ...one, wallMs: 39_000, odooWaitedMs: 38_610, workerCpuMs: 3_000, loopHeldUpMs: 12 },
    memory: { bySize, ordersPerSecond: 600 },
  });
  expect(figureLines(figures)).toEqual([
    'receive.orders_per_s: 100.0',
    'receive.calls_per_1000_orders: 30.0',
    'receive.naive_orders_per_s: 20.0',
    'receive.naive_calls_per_1000_orders: 3000.0',
    'receive.calls_ratio_to_naive: 100.0',
    'receive.speed_ratio_to_naive: 5.00',
    'receive.bare_load_orders_per_s: 105.3',
    'receive.share_of_limit: 0.950',
    'receive.share_of_limit_2_writers: 0.960',
    'receive.own_time_percent: 2.0',
    'receive.json2_own_time_percent: 1.0',
    'receive.json2_speed_ratio_to_xmlrpc: 1.026',
    'receive.event_loop_held_up_ms: 30.0',
    'receive.json2_event_loop_held_up_ms: 12.0',
    'receive.json2_cpu_ratio_to_xmlrpc: 0.50',
    'receive.worker_cpu_ms_per_order: 1.50',
    'receive.orders_per_s_without_latency: 600',
    'receive.rss_mb_1000: 200',
    'receive.rss_mb_10000: 201',
    'receive.rss_mb_100000: 202',
    'receive.rss_peak_mb_1000: 250',
    'receive.rss_peak_mb_10000: 251',
    'receive.rss_peak_mb_100000: 252',
    'receive.rss_growth_percent: 1.0',
  ]);
});

it('leaves out what the system does not tell', () => {
  const receive = { orders: 10, wallMs: 100, odooWaitedMs: 90, calls: 3, workerCpuMs: null, loopHeldUpMs: 1 };
  const limit = { limitMs: 90, receive };
  const naive = { orders: 10, wallMs: 100, calls: 3 };
  const lines = figureLines(receiveFigures({ receive, naive, one: limit, two: limit, json2: receive, memory: null }));
  expect(lines.filter((line) => /rss|cpu|latency/.test(line))).toEqual([]);
});
