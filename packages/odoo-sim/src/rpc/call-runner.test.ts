import { describe, expect, it } from 'vitest';
import type { OdooDatabase } from '../orm/database.ts';
import { recordedCentral } from '../recordings/recorded-databases.ts';
import { COLUMNS, orderRows } from '../testing/arrange.ts';
import { CREATE_ONLY } from '../testing/map-orders.ts';
import { CallRunner, type RunnerOptions } from './call-runner.ts';
import type { ModelCall } from './execute.ts';
import { WorkerPool } from './worker-pool.ts';

function loadOf(database: OdooDatabase, ...names: string[]): ModelCall {
  const rows = names.flatMap((name) => orderRows(name, [{}, {}]));
  return { database, uid: 9, model: 'sale.order', method: 'load', positional: [COLUMNS, rows], named: {}, context: CREATE_ONLY };
}

function aRunner(options: Partial<RunnerOptions>): CallRunner {
  return new CallRunner({ httpWorkers: 3, latency: {}, raceOutcome: 'wait', ...options });
}

describe('latency', () => {
  it('is spent per call and per record, scripted slowness on top', async () => {
    const waits: number[] = [];
    const runner = aRunner({ latency: { perCallMs: 5, perOrderMs: 10 }, wait: async (ms) => waits.push(ms) });
    const central = recordedCentral();
    await runner.run(loadOf(central, 'branch_sync.a', 'branch_sync.b', 'branch_sync.c'), 0);
    await runner.run({ ...loadOf(central), method: 'search_count', positional: [[]] }, 100);
    await runner.run({ ...loadOf(central), method: 'create', positional: [{ partner_id: 95 }] }, 0);
    expect(waits).toEqual([35, 105, 15]);
  });

  it('is spent inside the transaction: nothing can be seen meanwhile', async () => {
    const central = recordedCentral();
    const seen: number[] = [];
    const runner = aRunner({ latency: { perCallMs: 1 }, wait: async () => seen.push(central.count('sale.order')) });
    await runner.run(loadOf(central, 'branch_sync.a'), 0);
    expect([seen, central.count('sale.order')]).toEqual([[0], 1]);
  });
});

describe('workers', () => {
  it('take so many calls at once, the others in the order they came', async () => {
    const pool = new WorkerPool(2);
    const started: number[] = [];
    const ends: (() => void)[] = [];
    const calls = [0, 1, 2, 3].map((number) =>
      pool.run(async () => {
        started.push(number);
        await new Promise<void>((resolve) => ends.push(resolve));
        return number;
      }),
    );
    await Promise.resolve();
    expect(started).toEqual([0, 1]);
    ends[1]?.();
    await calls[1];
    expect(started).toEqual([0, 1, 2]);
    ends[0]?.();
    ends[2]?.();
    await calls[2];
    ends[3]?.();
    expect(await Promise.all(calls)).toEqual([0, 1, 2, 3]);
  });

  it('go on after a call that failed', async () => {
    const pool = new WorkerPool(1);
    await expect(pool.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await pool.run(async () => 'next')).toBe('next');
  });
});
