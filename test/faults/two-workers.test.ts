import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { aWorld, canarySecret, type TestBranch, type World } from '../harness/world.ts';

async function aWorldOf(orders: number) {
  const world = await aWorld([generatedBranch({ name: 'b1', seed: 12, orders, password: canarySecret })]);
  const [branch] = world.branches;
  return { world, branch };
}

/** Holds the first call that matches at this moment of it, until `letGo`. */
function hold(world: World, method: string, at: 'before' | 'after') {
  let letGo = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const held = new Promise<void>((resolve) => {
    const stop = world.sim.onCall({ model: 'sale.order', method }, async (moment) => {
      if (moment !== at) return;
      stop();
      resolve();
      await released;
    });
  });
  return { held, letGo };
}

/** As if the holder had stood still for too long: a frozen machine, a lost network. */
const expireLease = (world: World, branch: TestBranch) =>
  world.database.sql`update leases set expires_at = now() - interval '1 second' where branch_id = ${branch.id}`;

describe('two workers on one branch', () => {
  it('while one holds the lease, the other goes away and comes back', async () => {
    const { world, branch } = await aWorldOf(20);
    const { held, letGo } = hold(world, 'load', 'before');
    const first = world.receive(branch);
    await held;
    const other = await world.ask(branch, { since: '2020-01-01T00:00:00Z' });
    expect(await world.attempt(other)).toEqual({ kind: 'branch_busy' });
    letGo();
    expect((await first).run).toMatchObject({ status: 'succeeded', imported: 20 });
    expect(await world.attempt(other)).toMatchObject({ kind: 'over' });
    expect(await world.runOf(other.id)).toMatchObject({ imported: 0, alreadyThere: 20 });
    await expectExactlyOnce(world, branch);
  });

  it.each([
    ['before Odoo has begun its batch', 'load', 'before'],
    ['after Odoo has committed its batch', 'load', 'after'],
    ['while it compares totals', 'search_read', 'after'],
  ] as const)('the lease expires under one %s: nothing doubled, and its commit is refused', async (_, method, at) => {
    const { world, branch } = await aWorldOf(40);
    const { held, letGo } = hold(world, method, at);
    const frozen = await world.ask(branch);
    const slow = world.attempt(frozen, { deps: { limits: { ...world.deps.limits, callTimeoutMs: 20_000 } } });
    await held;
    await expireLease(world, branch);
    const { run: quick } = await world.receive(branch, { request: { since: '2020-01-01T00:00:00Z' } });
    expect(quick).toMatchObject({ status: 'succeeded', seen: 40, imported: 40 });
    letGo();
    expect(await slow).toEqual({ kind: 'branch_busy' });
    // Nothing of what the loser did was recorded.
    expect(await world.runOf(frozen.id)).toMatchObject({ status: 'running', seen: 0, imported: 0 });
    await expectExactlyOnce(world, branch);

    expect(await world.attempt(frozen)).toMatchObject({ kind: 'over' });
    expect(await world.runOf(frozen.id)).toMatchObject({ status: 'succeeded', imported: 0, alreadyThere: 40 });
    await expectExactlyOnce(world, branch);
  });

  it('an attempt that fails after it was taken for dead leaves the run to the one that took over', async () => {
    const { world, branch } = await aWorldOf(30);
    const frozen = hold(world, 'load', 'before');
    const run = await world.ask(branch);
    const dead = world.attempt(run, { deps: { limits: { ...world.deps.limits, callTimeoutMs: 1_500 } } });
    await frozen.held;
    const working = hold(world, 'load', 'before');
    const successor = world.attempt(run, { deps: { limits: { ...world.deps.limits, callTimeoutMs: 20_000 } } });
    await working.held;
    expect(await dead).toEqual({ kind: 'branch_busy' });
    expect(await world.runOf(run.id)).toMatchObject({ status: 'running', error: null });
    frozen.letGo();
    working.letGo();
    expect(await successor).toMatchObject({ kind: 'over' });
    expect(await world.runOf(run.id)).toMatchObject({ status: 'succeeded', imported: 30, error: null });
    await expectExactlyOnce(world, branch);
  });

  it('the same run started twice at once: one does the work', async () => {
    const { world, branch } = await aWorldOf(60);
    const run = await world.ask(branch);
    await Promise.all([world.attempt(run), world.attempt(run)]);
    // Either stands back for the other, or is fenced off by it; a stalled job's next attempt brings it to its end.
    while ((await world.runOf(run.id)).finishedAt === null) await world.attempt(run);
    expect(await world.runOf(run.id)).toMatchObject({ status: 'succeeded', failed: 0 });
    await expectExactlyOnce(world, branch);
  });
});
