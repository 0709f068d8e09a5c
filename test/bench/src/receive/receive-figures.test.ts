import { expect, it } from 'vitest';
import { figureLines } from '../figures.ts';
import { receiveFigures } from './receive-figures.ts';

it('prints every figure as `name: number`, ratios above one where receive is the better', () => {
  const receive = { orders: 10_000, wallMs: 100_000, odooWaitedMs: 92_000, calls: 300, workerCpuMs: 15_000 };
  const bySize = [1_000, 10_000, 50_000].map((orders, index) => ({ orders, averageMb: 200 + index, peakMb: 250 + index }));
  const figures = receiveFigures({
    receive,
    naive: { orders: 500, wallMs: 25_000, calls: 1_500 },
    bareLoadsPerSecond: 105,
    memory: { bySize, ordersPerSecond: 600 },
  });
  expect(figureLines(figures)).toEqual([
    'receive.orders_per_s: 100.0',
    'receive.calls_per_1000_orders: 30.0',
    'receive.naive_orders_per_s: 20.0',
    'receive.naive_calls_per_1000_orders: 3000.0',
    'receive.calls_ratio_to_naive: 100.0',
    'receive.speed_ratio_to_naive: 5.00',
    'receive.bare_load_orders_per_s: 105.0',
    'receive.share_of_limit: 0.952',
    'receive.own_time_percent: 8.0',
    'receive.worker_cpu_ms_per_order: 1.50',
    'receive.orders_per_s_without_latency: 600',
    'receive.rss_mb_1000: 200',
    'receive.rss_mb_10000: 201',
    'receive.rss_mb_50000: 202',
    'receive.rss_peak_mb_1000: 250',
    'receive.rss_peak_mb_10000: 251',
    'receive.rss_peak_mb_50000: 252',
    'receive.rss_growth_percent: 1.0',
  ]);
});

it('leaves out what the system does not tell', () => {
  const receive = { orders: 10, wallMs: 100, odooWaitedMs: 90, calls: 3, workerCpuMs: null };
  const naive = { orders: 10, wallMs: 100, calls: 3 };
  const lines = figureLines(receiveFigures({ receive, naive, bareLoadsPerSecond: 100, memory: null }));
  expect(lines.filter((line) => /rss|cpu|latency/.test(line))).toEqual([]);
});
