import { describe, expect, inject, it } from 'vitest';
import { aCommand, untilGone } from '../../harness/command-process.ts';
import { queueStores } from '../../harness/queue-stores.ts';
import { until } from '../../harness/until.ts';

describe('branch-sync demo', () => {
  it.each(queueStores())(
    'accounts for every order of three branches (queue in $name)',
    async ({ environment }) => {
      const { QUEUE_PREFIX: _, ...store } = environment();
      const demo = aCommand(['demo', '--json'], { ...store, DATABASE_URL: inject('postgresUrl') });
      expect(await demo.exitCode, demo.stderr()).toBe(0);
      const report = JSON.parse(demo.stdout());
      expect(report).toMatchObject({
        ok: true,
        branches: [
          { branch: 'branch-1', posOrders: 352, imported: 331, alreadyThere: 331, failed: 21, difference: '0.00' },
          { branch: 'branch-2', posOrders: 171, imported: 165, alreadyThere: 165, failed: 6 },
          { branch: 'branch-3', posOrders: 400, imported: 400, alreadyThere: 400, failed: 0, difference: '0.00' },
        ],
        flagged: [{ branch: 'branch-2', flag: 'total.rounding_method', orders: 66 }],
        findings: [],
      });
      const unknown = report.failures.map(({ message }: { message: string }) => message).join(' ');
      for (const product of ['P191', 'P192', 'P193']) expect(unknown).toContain(product);
    },
    90_000,
  );

  it('brings a Postgres of its own where there is none, and leaves nothing behind when it is stopped', async () => {
    const demo = aCommand(['demo']);
    await until('the demo to receive', async () => demo.stdout().includes('First pass'), 60_000);
    const started = await demo.descendants();
    // Postgres, stand-ins, API, worker at least.
    expect(started.length).toBeGreaterThanOrEqual(4);
    demo.kill('SIGINT');
    expect(await demo.exitCode).toBe(1);
    expect(demo.stderr()).toContain('nothing was checked, everything is stopped');
    await untilGone(started, 5_000);
  }, 90_000);

  it('takes everything with it when it is killed', async () => {
    const demo = aCommand(['demo']);
    await until('the demo to receive', async () => demo.stdout().includes('First pass'), 60_000);
    const started = await demo.descendants();
    demo.kill('SIGKILL');
    expect(await demo.exitCode).toBeNull();
    await untilGone(started);
  }, 90_000);
});
