import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { permanentTroublesOf } from '../harness/troubles.ts';
import { until } from '../harness/until.ts';
import { aWorld, canarySecret, standingFailures, type TestBranch, type World } from '../harness/world.ts';

/** The branches' next slots are now. */
const comeDue = ({ database }: World) => database.sql`update schedules set every_seconds = 600, next_due_at = now()`;

/** The scheduled runs of a branch that are over, oldest first. */
async function endsOf({ database }: World, branch: TestBranch): Promise<unknown[]> {
  const found = await database.sql`
    select status from runs where branch_id = ${branch.id} and trigger = 'schedule' and finished_at is not null order by id`;
  return found.map(({ status }) => status);
}

const secretChanged = permanentTroublesOf('branch').filter(({ code }) => code === 'branch.wrong_login');

describe.each(queueStores())('by schedule, with nobody at hand (queue in $name)', (store) => {
  it.each(secretChanged)(
    '$name: one failure however often it is met, the other branch on time, and over with the first slot that goes well',
    async (trouble) => {
      const shop = (name: string, seed: number) => generatedBranch({ name, seed, orders: 15, password: canarySecret });
      const world = await aWorld([shop('b1', 95), shop('b2', 96)]);
      const [troubled, other = troubled] = world.branches;
      const end = await trouble.begin(world);
      await withQueue(world, store).startWorker();
      for (const slot of [1, 2]) {
        await comeDue(world);
        await until(`slot ${slot}`, async () =>
          (await Promise.all([endsOf(world, troubled), endsOf(world, other)])).every(({ length }) => length === slot),
        );
        expect(await standingFailures(world, troubled)).toMatchObject([{ code: trouble.code, attempts: slot, status: 'open' }]);
      }
      await end();
      await comeDue(world);
      await until('the third slot', async () => (await endsOf(world, troubled)).length === 3);
      expect(await endsOf(world, troubled)).toEqual(['failed', 'failed', 'succeeded']);
      expect(new Set(await endsOf(world, other))).toEqual(new Set(['succeeded']));
      expect(await standingFailures(world, troubled)).toEqual([]);
      for (const branch of world.branches) await expectExactlyOnce(world, branch);
    },
  );
});
