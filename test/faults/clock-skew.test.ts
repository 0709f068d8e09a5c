import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { until } from '../harness/until.ts';
import { aWorkerProcess } from '../harness/worker-process.ts';
import { aWorld, canarySecret, standingFailures } from '../harness/world.ts';

const preload = new URL('../harness/preload/shifted-clock.mjs', import.meta.url).href;
const hour = 3_600_000;

/** The environment of a machine whose clock is off. */
const offBy = (ms: number) => ({ NODE_OPTIONS: `--import ${preload}`, SHIFT_CLOCK_MS: String(ms) });

describe.each(queueStores())('machines whose clocks differ by hours (queue in $name)', (store) => {
  it.each([
    ['ahead', 2 * hour],
    ['behind', -2 * hour],
  ])('share the work all the same: slots come when the database says so, each once, with one that is %s', async (_, ms) => {
    const shop = (name: string, seed: number) => generatedBranch({ name, seed, orders: 30, password: canarySecret });
    const world = await aWorld([shop('b1', 121), shop('b2', 122)]);
    const { environment } = withQueue(world, store);
    await aWorkerProcess({ ...environment, ...offBy(ms) });
    await aWorkerProcess(environment);
    for (const slot of [1, 2]) {
      await world.database.sql`update schedules set every_seconds = 3600, next_due_at = now()`;
      await until(`slot ${slot} of both branches`, async () => {
        const runs = await world.database.sql`select status from runs where trigger = 'schedule'`;
        return runs.length === 2 * slot && runs.every(({ status }) => status === 'succeeded');
      });
    }
    for (const branch of world.branches) {
      await expectExactlyOnce(world, branch);
      expect(await standingFailures(world, branch)).toEqual([]);
    }
    // The next slot is the database's next hour; what was read last is the branch's own clock, whatever that of the machine.
    const [planned] = await world.database.sql`
      select bool_and(next_due_at > now() and next_due_at < now() + interval '61 minutes') as ok from schedules`;
    const [cursors] = await world.database.sql`
      select bool_and(cursor_at > now() - interval '5 minutes' and cursor_at < now() + interval '5 minutes') as ok from receive_cursors`;
    expect([planned?.['ok'], cursors?.['ok']]).toEqual([true, true]);
  });
});
