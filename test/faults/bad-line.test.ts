import type { Run } from '@branch-sync/db';
import { type CallMatch, type CallMoment, generatedBranch, Random, recordedCentral } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import type { Direction, ProxiedConnection } from '../harness/proxied-connection.ts';
import { queueStores, type TestQueueStore } from '../harness/queue-stores.ts';
import { type QueuedWorld, withQueue } from '../harness/queued-world.ts';
import { aTcpProxy, type TcpProxy } from '../harness/tcp-proxy.ts';
import { until } from '../harness/until.ts';
import { aWorld, canarySecret, standingFailures, type World } from '../harness/world.ts';

type Side = 'branch' | 'central';
/** What may befall a connection in the middle of a direction. */
type Trouble = (connection: ProxiedConnection, direction: Direction) => void;

const cut: Trouble = (connection) => connection.cut();
const halfClose: Trouble = (connection, direction) => connection.end(direction);

/** Somewhere in the middle of a call: so many bytes after another call has done its work. */
interface Place {
  readonly name: string;
  readonly side: Side;
  readonly direction: Direction;
  readonly after: CallMatch;
  readonly bytes: number;
}

const search = { method: 'search_read' };
const load = { model: 'sale.order', method: 'load' };
const places: readonly Place[] = [
  { name: 'asking for lines', side: 'branch', direction: 'request', after: { model: 'pos.order', ...search }, bytes: 150 },
  { name: 'getting lines', side: 'branch', direction: 'answer', after: { model: 'pos.order.line', ...search }, bytes: 1_000 },
  { name: 'sending a batch', side: 'central', direction: 'request', after: { model: 'pos.payment', ...search }, bytes: 20_000 },
  { name: 'getting the ids of a batch', side: 'central', direction: 'answer', after: load, bytes: 400 },
];

describe.each(queueStores())('a bad line (queue in $name)', (store) => {
  it.each(places)('cut, then half-closed while $name ($side): every order exactly once', async (place) => {
    const { world, branch, queued, lines } = await aWorldOnLines(store, { orders: 60 });
    await queued.startWorker();
    let befallen = 0;
    const befall = (trouble: Trouble, then?: () => void) => {
      at(world, 'after', place.after, () => {
        lines[place.side].after(place.bytes, place.direction, (connection) => {
          befallen += 1;
          trouble(connection, place.direction);
          then?.();
        });
      });
    };
    befall(cut, () => befall(halfClose));
    const run = await queued.enqueue(branch);
    expect(await queued.failureOf(branch)).toMatchObject({ code: `${place.side}.unreachable`, status: 'retrying' });
    expect(await throughAllTries(world, queued, run)).toMatchObject({ status: 'succeeded', imported: 60, failed: 0 });
    expect(befallen).toBe(2);
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  });

  it('cut and half-closed at random bytes on both sides: every order exactly once', async () => {
    const seed = Number(process.env['BAD_LINE_SEED'] ?? Date.now() % 1_000_000);
    process.stderr.write(`bad line: BAD_LINE_SEED=${seed}\n`);
    const random = new Random(seed);
    // Several misses in a row open a side's circuit: its tries are to come soon.
    const environment = { OFFLINE_RETRY_SECONDS: '1' };
    const { world, branch, queued, lines } = await aWorldOnLines(store, { orders: 200 }, environment);
    // Each gap is a part of what passes in that direction during a receive of so many orders.
    const gaps = { branch: { request: 8_000, answer: 25_000 }, central: { request: 150_000, answer: 4_000 } };
    for (const side of ['branch', 'central'] as const) {
      for (const direction of ['request', 'answer'] as const) {
        for (let time = 1; time <= 2; time += 1) {
          const trouble = random.pick([cut, halfClose]);
          lines[side].after(random.between(0, gaps[side][direction]), direction, (one) => trouble(one, direction));
        }
      }
    }
    await queued.startWorker();
    const run = await queued.enqueue(branch);
    expect(await throughAllTries(world, queued, run)).toMatchObject({ status: 'succeeded', imported: 200, failed: 0 });
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  });

  it.each(['branch', 'central'] as const)('%s in a black hole: told as a timeout, and over once it is back', async (side) => {
    const { world, branch, queued, lines } = await aWorldOnLines(store, { orders: 30 }, { ODOO_CALL_TIMEOUT_MS: '1500' });
    await queued.startWorker();
    const middle = side === 'branch' ? { model: 'pos.order.line', ...search } : load;
    at(world, 'before', middle, () => lines[side].goDark());
    const run = await queued.enqueue(branch);
    expect(await queued.failureOf(branch)).toMatchObject({ code: `${side}.timeout`, status: 'retrying' });
    await lines[side].restore();
    expect(await throughAllTries(world, queued, run)).toMatchObject({ status: 'succeeded', imported: 30, failed: 0 });
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  });
});

describe.each(queueStores().slice(0, 1))('a line (queue in $name)', (store) => {
  it('may be slow and long: all goes well at the first try', async () => {
    const { world, branch, queued, lines } = await aWorldOnLines(store, { orders: 20 }, { ODOO_CALL_TIMEOUT_MS: '30000' });
    for (const line of Object.values(lines)) line.slowDown({ latencyMs: 20, bytesPerSecond: 200_000 });
    await queued.startWorker();
    const run = await queued.finished(await queued.enqueue(branch));
    expect(run).toMatchObject({ status: 'succeeded', imported: 20, attempts: 1 });
    await expectExactlyOnce(world, branch);
  });

  it.each(['xmlrpc', 'json2'] as const)(
    'may be cut and half-closed where it stands idle (by %s): no attempt fails',
    async (wire) => {
      const { world, branch, queued, lines } = await aWorldOnLines(
        store,
        { orders: 20, wire },
        { ODOO_CALL_TIMEOUT_MS: '30000' },
      );
      let befallen = 0;
      const befall = (side: Side) => {
        for (const connection of lines[side].connections) {
          befallen += 1;
          if (side === 'central') connection.cut();
          else connection.end('answer');
        }
      };
      // Central has said what it is and waits for the branch to say the same; all of the branch's answers are in when central is sent the orders.
      at(world, 'before', { database: branch.code }, () => befall('central'));
      at(world, 'before', load, () => befall('branch'));
      await queued.startWorker();
      const run = await queued.finished(await queued.enqueue(branch));
      expect(run).toMatchObject({ status: 'succeeded', imported: 20, attempts: 1 });
      expect(befallen).toBeGreaterThan(0);
      await expectExactlyOnce(world, branch);
    },
  );
});

/** A world whose worker reaches branch and central each by a line of its own. */
async function aWorldOnLines(
  store: TestQueueStore,
  { orders, wire = 'xmlrpc' }: { readonly orders: number; readonly wire?: 'xmlrpc' | 'json2' },
  environment: Readonly<Record<string, string>> = {},
) {
  const keys = wire === 'json2' ? { apiKey: canarySecret } : { password: canarySecret };
  const odoo = generatedBranch({ name: 'b1', seed: 101, orders, ...keys });
  const world = await aWorld([odoo], { central: recordedCentral('central', keys) });
  const lines: Record<Side, TcpProxy> = {
    branch: await aTcpProxy(world.sim.port),
    central: await aTcpProxy(world.sim.port),
  };
  await world.database.sql`update branches set url = ${lines.branch.url}`;
  await world.database.sql`update central set url = ${lines.central.url}`;
  return { world, branch: world.branches[0], queued: withQueue(world, store, environment), lines };
}

/** Does something once, just before or just after a matching call is worked on. */
function at(world: World, when: CallMoment, match: CallMatch, work: () => void): void {
  const stop = world.sim.onCall(match, (moment) => {
    if (moment !== when) return;
    stop();
    work();
  });
}

/** Waits until a run is over; whenever its job waits for another try, that comes at once. */
function throughAllTries(world: World, queued: QueuedWorld, run: Run): Promise<Run> {
  return until(`run ${run.id} to be over`, async () => {
    const job = await queued.jobOf(run);
    // Somebody else may have moved it meanwhile.
    if (await job.isDelayed()) await job.promote().catch(() => undefined);
    const now = await world.runOf(run.id);
    return now.finishedAt !== null && now;
  });
}
