import { failures, findOpenCircuit, type Run, tryCircuitNow } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { aWorld, canarySecret, standingFailures, type TestBranch, type World } from '../harness/world.ts';

const shop = (name: string, seed: number) => generatedBranch({ name, seed, orders: 15, password: canarySecret });

/** Misses in a row that open a circuit. */
const toOpen = 3;

async function tryInVain(world: World, run: Run, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await world.attempt(run);
}

/** Time passes until the next try of every open circuit is due. */
async function waitForNextTry({ database }: World): Promise<void> {
  await database.sql`update circuits set next_try_at = now() where open_since is not null`;
}

describe('the circuit of a branch', () => {
  it('opens after some attempts without an answer; then the branch is left in peace, and the run waits', async () => {
    const { world, branch, run } = await anOfflineBranch();
    await tryInVain(world, run, toOpen - 1);
    expect(await findOpenCircuit(world.database.db, { branchId: branch.id })).toBeNull();
    const opening = await world.attempt(run, { mayRetry: false });
    expect(opening).toMatchObject({ kind: 'waiting', description: { code: 'branch.busy' } });

    const calls = world.sim.calls.total;
    const end = await world.attempt(run, { mayRetry: false });
    expect(end).toMatchObject({ kind: 'waiting', description: { code: 'branch.offline' } });
    expect(end.kind === 'waiting' && end.delayMs).toBeGreaterThan(10_000);
    expect(end.kind === 'waiting' && end.delayMs).toBeLessThanOrEqual(30_000);
    expect(world.sim.calls.total).toBe(calls);
    // What its last attempt met stays to be seen, and counts as many times as it was met.
    expect(await world.runOf(run.id)).toMatchObject({ status: 'queued', error: { code: 'branch.busy' } });
    expect(await standingFailures(world, branch)).toMatchObject([{ code: 'branch.busy', status: 'retrying', attempts: toOpen }]);
  });

  it('lets one try through when the next is due, waits longer after each in vain, and closes with the first answer', async () => {
    const { world, branch, run, end } = await anOfflineBranch();
    await tryInVain(world, run, toOpen);
    const pauses: number[] = [];
    for (let time = 0; time < 3; time += 1) {
      await waitForNextTry(world);
      const attempt = await world.attempt(run);
      if (attempt.kind === 'waiting') pauses.push(attempt.delayMs);
    }
    // Doubled each time, and up to half of it taken off by chance.
    expect(pauses).toHaveLength(3);
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThan(15_000 * 2 ** (index + 1) - 1_000);
      expect(pause).toBeLessThanOrEqual(30_000 * 2 ** (index + 1));
    }
    end();
    await waitForNextTry(world);
    expect(await world.attempt(run)).toMatchObject({ kind: 'over' });
    expect(await world.runOf(run.id)).toMatchObject({ status: 'succeeded', imported: 15, error: null });
    expect(await findOpenCircuit(world.database.db, { branchId: branch.id })).toBeNull();
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  });

  it('does not open where answers come between the misses', async () => {
    const { world, branch, run, end } = await anOfflineBranch();
    await tryInVain(world, run, toOpen - 1);
    end();
    await world.attempt(run);
    const endAgain = away(world, branch);
    const next = await world.ask(branch);
    await tryInVain(world, next, toOpen - 1);
    expect(await findOpenCircuit(world.database.db, { branchId: branch.id })).toBeNull();
    endAgain();
  });

  it('counts a refusal as an answer', async () => {
    const { world, branch, run, end } = await anOfflineBranch();
    await tryInVain(world, run, toOpen);
    end();
    branch.odoo.access.deny('pos.order', 'read');
    await waitForNextTry(world);
    expect(await world.attempt(run)).toMatchObject({ kind: 'failed', description: { code: 'branch.access_denied' } });
    expect(await findOpenCircuit(world.database.db, { branchId: branch.id })).toBeNull();
  });

  it('is one standing failure, however the line breaks', async () => {
    const { world, branch, run, end } = await anOfflineBranch();
    await world.attempt(run);
    end();
    world.sim.outages.add({ match: { database: branch.code }, kind: 'reset-before' });
    await world.attempt(run);
    expect(await standingFailures(world, branch)).toMatchObject([{ code: 'branch.unreachable', attempts: 1 }]);
    const all = await world.database.db.select().from(failures);
    expect(all.map(({ code, status }) => [code, status]).toSorted()).toEqual([
      ['branch.busy', 'resolved'],
      ['branch.unreachable', 'retrying'],
    ]);
  });

  it('is told by the first moment without an answer', async () => {
    const { world, branch, run } = await anOfflineBranch();
    await world.attempt(run);
    await world.database.sql`update circuits set first_miss_at = '2026-01-05T06:30:00Z'`;
    await tryInVain(world, run, toOpen - 1);
    const other = await world.ask(branch, { since: '2026-01-01T00:00:00Z' });
    await world.attempt(other);
    const { error } = await world.runOf(other.id);
    expect(error).toMatchObject({ code: 'branch.offline' });
    expect(error?.message).toContain('b1 “Shop b1” has not answered since 2026-01-05 06:30 UTC');
    expect(world.lines.at(-1)).toBe(error?.message);
  });

  it('is tried at once where somebody says so', async () => {
    const { world, branch, run, end } = await anOfflineBranch();
    await tryInVain(world, run, toOpen);
    end();
    await tryCircuitNow(world.database.db, { branchId: branch.id });
    expect(await world.attempt(run)).toMatchObject({ kind: 'over' });
    expect(await world.runOf(run.id)).toMatchObject({ status: 'succeeded' });
  });

  async function anOfflineBranch() {
    const world = await aWorld([shop('b1', 71)]);
    const [branch] = world.branches;
    const end = away(world, branch);
    return { world, branch, run: await world.ask(branch), end };
  }
});

describe('the circuit of central', () => {
  it('keeps the runs of all branches, which are not called meanwhile, and lets one of them try', async () => {
    const world = await aWorld([shop('b1', 72), shop('b2', 73)]);
    const [first, second = first] = world.branches;
    const end = world.sim.outages.add({ match: { database: world.central.name }, kind: 'busy-503' });
    const [run, other] = [await world.ask(first), await world.ask(second)];
    await tryInVain(world, run, toOpen);
    const calls = world.sim.calls.total;
    expect(await world.attempt(other)).toMatchObject({ kind: 'waiting', description: { code: 'central.offline' } });
    expect(world.sim.calls.total).toBe(calls);
    expect(await world.runOf(other.id)).toMatchObject({ status: 'queued', attempts: 0, error: { code: 'central.offline' } });
    expect(await standingFailures(world, second)).toEqual([]);
    // Its branch has answered: that central does not is not its fault.
    expect(await findOpenCircuit(world.database.db, { branchId: first.id })).toBeNull();

    end();
    await waitForNextTry(world);
    let duringTry: unknown;
    const stop = world.sim.onCall({ database: world.central.name, method: 'fields_get' }, async (moment) => {
      if (moment !== 'before') return;
      stop();
      duringTry = await world.attempt(other);
    });
    expect(await world.attempt(run)).toMatchObject({ kind: 'over' });
    expect(duringTry).toMatchObject({ kind: 'waiting', description: { code: 'central.offline' } });
    expect(await world.attempt(other)).toMatchObject({ kind: 'over' });
    for (const branch of world.branches) {
      await expectExactlyOnce(world, branch);
      expect(await standingFailures(world, branch)).toEqual([]);
    }
  });

  it('is closed by a run that has nothing to bring as well: it asks central all the same', async () => {
    const world = await aWorld([shop('b1', 77)]);
    const [branch] = world.branches;
    await world.receive(branch);
    await world.database.sql`update branches set pricelist_id = null`;
    const end = world.sim.outages.add({ match: { database: world.central.name }, kind: 'busy-503' });
    const away = await world.ask(branch, { orderIds: [0x7fffffff] });
    await world.database.sql`
      insert into circuits (place, misses, first_miss_at, open_since, next_try_at) values ('central', 3, now(), now(), now())
      on conflict (place) do update set misses = 3, first_miss_at = now(), open_since = now(), next_try_at = now()`;
    expect(await world.attempt(away)).toMatchObject({ kind: 'waiting', description: { code: 'central.busy' } });
    end();
    await waitForNextTry(world);
    expect(await world.attempt(away)).toMatchObject({ kind: 'over' });
    expect(await findOpenCircuit(world.database.db, 'central')).toBeNull();
  });

  it('has one try at a time, for as long as a try may take', async () => {
    const world = await aWorld([shop('b1', 78), shop('b2', 79)]);
    await world.database.sql`
      insert into circuits (place, misses, first_miss_at, open_since, next_try_at, failed_tries)
      values ('central', 3, now(), now(), now(), 2)`;
    const [first, second = first] = world.branches.map(({ id }, index) => ({
      branchId: id,
      id: `00000000-0000-4000-8000-00000000000${index}`,
    }));
    if (first === undefined || second === undefined) throw new Error('There are two branches.');
    expect(await world.deps.circuits.enter(first, 75_000)).toEqual({ kind: 'open', triesCentral: true });
    const barred = await world.deps.circuits.enter(second, 75_000);
    // It asks again after a pause, not after the longest that the try may take.
    expect(barred).toMatchObject({ kind: 'barred', by: { place: 'central' } });
    expect(barred.kind === 'barred' && barred.by.waitMs).toBeLessThanOrEqual(20_000);
    expect(await world.deps.circuits.enter(first, 75_000)).toEqual({ kind: 'open', triesCentral: true });
  });

  it('is not opened by one branch whose batches are too much for it', async () => {
    const world = await aWorld([shop('b1', 80)]);
    const [branch] = world.branches;
    const run = await world.ask(branch);
    world.sim.outages.add({ match: { model: 'sale.order', method: 'load' }, kind: 'hang' });
    const deps = { limits: { ...world.deps.limits, callTimeoutMs: 400 } };
    for (let time = 0; time < toOpen + 1; time += 1) {
      expect(await world.attempt(run, { deps })).toMatchObject({ kind: 'failed', description: { code: 'central.timeout' } });
    }
    expect(await findOpenCircuit(world.database.db, 'central')).toBeNull();
  });

  it('is not opened by a branch that is away', async () => {
    const world = await aWorld([shop('b1', 74)]);
    const run = await world.ask(world.branches[0]);
    away(world, world.branches[0]);
    await tryInVain(world, run, toOpen);
    expect(await findOpenCircuit(world.database.db, 'central')).toBeNull();
  });
});

describe('a branch that has closed for the night', () => {
  const night = () => new Date('2026-11-24T22:30:00Z');

  it('is waited for until it opens, and is not offline', async () => {
    const world = await aWorld([shop('b1', 75)]);
    const [branch] = world.branches;
    await world.database.sql`update schedules set window_from = '08:00', window_until = '20:00'`;
    away(world, branch);
    const run = await world.ask(branch);
    for (let time = 0; time < toOpen + 1; time += 1) {
      const end = await world.attempt(run, { deps: { now: night }, mayRetry: false });
      // 08:00 in Brussels is 07:00 UTC.
      expect(end).toMatchObject({ kind: 'waiting', delayMs: 8.5 * 3_600_000, description: { code: 'branch.closed' } });
    }
    expect(await findOpenCircuit(world.database.db, { branchId: branch.id })).toBeNull();
    expect(await standingFailures(world, branch)).toMatchObject([
      { code: 'branch.closed', class: 'waiting', status: 'retrying', attempts: toOpen + 1 },
    ]);
    expect((await world.runOf(run.id)).error?.message).toContain('open from 08:00 until 20:00 (Europe/Brussels)');
  });

  it('is received all the same where it answers', async () => {
    const world = await aWorld([shop('b1', 76)]);
    await world.database.sql`update schedules set window_from = '08:00', window_until = '20:00'`;
    const { run } = await world.receive(world.branches[0], { deps: { now: night } });
    expect(run).toMatchObject({ status: 'succeeded', imported: 15 });
  });
});

/** The branch is behind a proxy that has no Odoo any more. */
function away({ sim }: World, branch: TestBranch): () => void {
  return sim.outages.add({ match: { database: branch.code }, kind: 'html-502' });
}

it('trouble after the end of a run was recorded is no failure of it', async () => {
  const world = await aWorld([shop('b1', 82)]);
  const [branch] = world.branches;
  const run = await world.ask(branch);
  // As when the answer to the last commit is lost.
  world.sim.onCall({ model: 'sale.order', method: 'load' }, async () => {
    await world.database.sql`update runs set status = 'succeeded', finished_at = now()`;
  });
  world.sim.outages.add({ match: { model: 'sale.order', method: 'load' }, kind: 'reset-before' });
  expect(await world.attempt(run)).toMatchObject({ kind: 'over' });
  expect(await world.runOf(run.id)).toMatchObject({ status: 'succeeded', error: null });
  expect(await standingFailures(world, branch)).toEqual([]);
});
