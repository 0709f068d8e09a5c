import { central, circuits, failures, orders, runs } from '@branch-sync/db';
import { generatedBranch, type OdooDatabase, recordedBranch, recordedCentral } from '@branch-sync/odoo-sim';
import { catalogue, createCircuits, type FailureCode, type Side } from '@branch-sync/sync';
import { desc, eq, sql } from 'drizzle-orm';
import { afterAll, expect, it } from 'vitest';
import { aWorld, canarySecret, type World } from '../../harness/world.ts';
import { connectionProvocations } from './connection-provocations.ts';
import { flagProvocations, orderProvocations } from './order-provocations.ts';
import type { Provocation } from './provocation.ts';
import { pricesUntold, pushProvocations } from './push-provocations.ts';
import { runProvocations } from './run-provocations.ts';

const password = canarySecret;
/** Central's clock stands still: what a provocation changes there right after us is not a person's later work. */
const now = new Date();
const aCentral = (version?: 16) =>
  recordedCentral('central', { password, clock: () => now, ...(version === undefined ? {} : { version }) });

const provoked = new Set<FailureCode>();

/** A branch of three orders for each code, in one world. */
async function provokeAll(
  provocations: Partial<Record<FailureCode, Provocation>>,
  { version, linesPerOrder = 2 }: { version?: 16; linesPerOrder?: number } = {},
): Promise<void> {
  const codes = Object.keys(provocations) as FailureCode[];
  const shops = codes.map((code, index): OdooDatabase => {
    const of = { name: code.replace(/\W/g, '-'), seed: 300 + index, orders: 3, products: 6, linesPerOrder, refundShare: 0 };
    return generatedBranch({ ...of, password, ...(version === undefined ? {} : { version }) });
  });
  const [first, ...others] = shops;
  if (first === undefined) throw new Error('There is nothing to provoke.');
  const world = await aWorld([first, ...others], { central: aCentral(version) });
  for (const [index, code] of codes.entries()) {
    const branch = world.branches[index];
    const provocation = provocations[code];
    if (branch === undefined || provocation === undefined) continue;
    await provoke(world, async () => {
      await provocation.arrange({ world, branch, odoo: branch.odoo });
      if ((await world.database.db.$count(runs, eq(runs.branchId, branch.id))) === 0) {
        await world.receive(branch, { deps: patient(world) });
      }
    });
    const message = await toldAs(world, branch.id, code);
    expect.soft(message ?? `nothing: ${await allTold(world, branch.id)}`, code).toMatch(provocation.says);
    provoked.add(code);
  }
  const kept = await world.database.sql`select row_to_json(failures)::text as row from failures`;
  expect(kept.map(({ row }) => String(row)).join('\n')).not.toMatch(new RegExp(`Traceback|${canarySecret}`));
}

/** JSON-2 is not spoken by an Odoo 16; a stand-in is of one version. */
async function provokeOnConnection(side: Side): Promise<void> {
  const { [`${side}.version_unsupported` as const]: unsupported, ...others } = connectionProvocations(side);
  await provokeAll(others);
  await provokeAll({ [`${side}.version_unsupported`]: unsupported }, { version: 16 });
}

/** Puts what all share back as it was. */
async function provoke({ database, sim }: World, work: () => Promise<unknown>): Promise<void> {
  const [connection] = await database.db.select().from(central);
  await work();
  sim.outages.clear();
  await database.db.delete(circuits);
  await database.db.delete(central);
  if (connection !== undefined) await database.db.insert(central).values({ ...connection, facts: null, factsAt: null });
}

/** Short calls, and circuits that do not open: each code is told by the first attempt. */
function patient({ deps, database }: World) {
  const never = { missesToOpen: 1_000, firstPauseMs: 1_000, maxPauseMs: 1_000 };
  return {
    limits: { ...deps.limits, callTimeoutMs: 1_500 },
    circuits: createCircuits(database.db, { branch: never, central: never }, Math.random),
  };
}

/** What a branch's failures, runs or flags say under a code. */
async function toldAs({ database: { db } }: World, branchId: string, code: FailureCode): Promise<string | null | undefined> {
  const [failure] = await db
    .select()
    .from(failures)
    .where(sql`${failures.branchId} = ${branchId} and ${failures.code} = ${code}`)
    .orderBy(desc(failures.id));
  if (failure !== undefined) {
    expect.soft(failure, code).toMatchObject({ class: catalogue[code].class });
    expect.soft(failure.title, code).toMatch(/^.{10,}$/);
    return failure.message;
  }
  const [flagged] = await db.select().from(orders).where(sql`${orders.branchId} = ${branchId} and ${orders.flag} = ${code}`);
  if (flagged !== undefined) return flagged.flagMessage;
  const [run] = await db.select().from(runs).where(sql`${runs.branchId} = ${branchId} and ${runs.error}->>'code' = ${code}`);
  return run?.error?.message;
}

/** For whoever wonders what was told instead. */
async function allTold({ database: { db } }: World, branchId: string): Promise<string> {
  const told = await db
    .select({ code: failures.code, message: failures.message })
    .from(failures)
    .where(eq(failures.branchId, branchId));
  const ran = await db
    .select({ status: runs.status, error: runs.error, seen: runs.seen, imported: runs.imported })
    .from(runs)
    .where(eq(runs.branchId, branchId));
  const flagged = await db
    .select({ flag: orders.flag, message: orders.flagMessage })
    .from(orders)
    .where(eq(orders.branchId, branchId));
  return JSON.stringify({ told, ran, flagged });
}

it('of a branch’s connection', () => provokeOnConnection('branch'));
it('of central’s connection', () => provokeOnConnection('central'));
it('of a run', () => provokeAll(runProvocations));
it('of records that are pushed', async () => {
  await provokeAll(pushProvocations);
  await provokeAll({ 'push.pricelist_untold': pricesUntold }, { version: 16 });
});
it('of orders that are kept out', () => provokeAll(orderProvocations));
it('of orders that are in', () => provokeAll(flagProvocations, { linesPerOrder: 4 }));

it('of central’s digits, and of rounding', async () => {
  await provokeAll(
    {
      'total.price_precision': {
        arrange: ({ odoo }) => {
          const [line] = odoo.records('pos.order.line');
          odoo.update('pos.order.line', line?.id ?? 0, { qty: 12, price_unit: 9.9951, discount: 0, tax_ids: [] });
          odoo.update('pos.order', Number(line?.['order_id']), { amount_total: 119.94 });
        },
        says: /^Order .* of total-price_precision “Shop .* is 0\.06 USD off in central: central keeps unit prices at 2 digits\.$/,
      },
    },
    { version: 16, linesPerOrder: 1 },
  );
  const world = await aWorld([recordedBranch(2, 'b2', { password })], { central: aCentral() });
  const [branch] = world.branches;
  await world.receive(branch, { request: { orderIds: [...Array(60).keys()].map((id) => id + 1) } });
  expect(await toldAs(world, branch.id, 'total.rounding_method')).toMatch(
    /off in central: the branch rounds taxes per line, central per order/,
  );
  provoked.add('total.rounding_method');
});

afterAll(() => {
  expect([...provoked].sort(), 'every code of the catalogue has its provocation').toEqual(Object.keys(catalogue).sort());
});
