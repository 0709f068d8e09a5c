import { randomBytes, randomUUID } from 'node:crypto';
import {
  branches,
  central,
  createSecretBox,
  type EncryptionKey,
  failures,
  insertRun,
  orders,
  type Run,
  type RunKind,
  runs,
  salespeople,
  schedules,
} from '@branch-sync/db';
import { DEFAULT_LIMITS } from '@branch-sync/odoo';
import { type OdooDatabase, type OdooSim, type OdooSimOptions, recordedCentral, startOdooSim } from '@branch-sync/odoo-sim';
import { circuitPolicies } from '@branch-sync/queue';
import {
  type AttemptEnd,
  createCentralWriters,
  createCircuits,
  createReceiveMemory,
  executeRun,
  type PaceBounds,
  type RunDeps,
} from '@branch-sync/sync';
import { and, eq, inArray, notInArray } from 'drizzle-orm';
import { onTestFinished } from 'vitest';
import { aDatabase, type DatabaseServer, type TestDatabase } from './database.ts';

/** What every secret of a test's world is: a search for it in whatever leaves the product must find nothing. */
export const canarySecret = 'canary-pa55word-7f3e9c';

export interface TestBranch {
  readonly id: string;
  readonly code: string;
  readonly odoo: OdooDatabase;
}

/** As a fresh installation has it. */
export const testPace: PaceBounds = { batchOrders: { min: 10, max: 200 }, writers: { min: 1, max: 2 } };

/** A central and branches in a stand-in, and the product's own database that knows them. */
export interface World {
  readonly database: TestDatabase;
  readonly sim: OdooSim;
  readonly central: OdooDatabase;
  readonly branches: readonly [TestBranch, ...TestBranch[]];
  readonly encryptionKey: EncryptionKey;
  readonly deps: RunDeps;
  /** What the runs of this process told operators. */
  readonly lines: string[];
  /** Sets one more branch up, for a database that the stand-in serves. */
  addBranch(odoo: OdooDatabase): Promise<TestBranch>;
  /** Makes a queued run. */
  ask(branch: TestBranch, request?: Record<string, unknown>, kind?: RunKind): Promise<Run>;
  /** Executes one attempt of a run here, without queue and worker. */
  attempt(run: Run, options?: AttemptOptions): Promise<AttemptEnd>;
  /** Makes a run and executes one attempt of it. */
  receive(branch: TestBranch, options?: RunOptions): Promise<{ end: AttemptEnd; run: Run }>;
  push(branch: TestBranch, options?: RunOptions): Promise<{ end: AttemptEnd; run: Run }>;
  reconcile(branch: TestBranch, options?: RunOptions): Promise<{ end: AttemptEnd; run: Run }>;
  runOf(id: string): Promise<Run>;
}

interface RunOptions extends AttemptOptions {
  readonly request?: Record<string, unknown>;
}

interface AttemptOptions {
  readonly deps?: Partial<RunDeps>;
  readonly shouldPause?: () => Promise<boolean>;
  readonly mayRetry?: boolean;
}

/** Builds a world around the given branch databases, each known under its own name as code. */
export async function aWorld(
  branchDatabases: readonly [OdooDatabase, ...OdooDatabase[]],
  options: {
    readonly central?: OdooDatabase;
    readonly sim?: Omit<OdooSimOptions, 'databases'>;
    /** Where the product's own database is to be. */
    readonly server?: DatabaseServer;
    /** IANA zone of the branches; Europe/Brussels. */
    readonly timezone?: string;
  } = {},
): Promise<World> {
  const centralDatabase = options.central ?? recordedCentral('central', { password: canarySecret });
  const sim = await startOdooSim({ ...options.sim, databases: [centralDatabase, ...branchDatabases] });
  onTestFinished(() => sim.close());
  const database = await aDatabase(options.server);
  const encryptionKey = { id: 'test', key: randomBytes(32) };
  const secretBox = createSecretBox([encryptionKey]);
  await database.db.insert(central).values({
    url: sim.url,
    database: centralDatabase.name,
    login: 'sync_central',
    secretEnvelope: secretBox.seal(canarySecret, { table: 'central', row: '1', field: 'secret' }),
  });
  const deps: RunDeps = {
    db: database.db,
    secretBox,
    limits: { ...DEFAULT_LIMITS, callTimeoutMs: 5_000, connectTimeoutMs: 2_000 },
    onUnverified: () => undefined,
    writers: createCentralWriters(database.db, { bounds: testPace, ttlMs: 20_000 }),
    circuits: createCircuits(database.db, circuitPolicies(900_000), Math.random),
    memory: createReceiveMemory(() => new Date()),
    leaseTtlMs: 10_000,
    now: () => new Date(),
    random: Math.random,
  };
  const [first, ...others] = branchDatabases;
  const { timezone = 'Europe/Brussels' } = options;
  const added = [await addBranch(database, sim, secretBox, first, timezone)] as [TestBranch, ...TestBranch[]];
  for (const odoo of others) added.push(await addBranch(database, sim, secretBox, odoo, timezone));
  const lines: string[] = [];

  async function execute(kind: RunKind, branch: TestBranch, { request, ...options }: RunOptions = {}) {
    const asked = await world.ask(branch, request, kind);
    const end = await world.attempt(asked, options);
    return { end, run: await world.runOf(asked.id) };
  }

  const world: World = {
    database,
    sim,
    central: centralDatabase,
    branches: added,
    encryptionKey,
    deps,
    lines,
    addBranch: (odoo) => addBranch(database, sim, secretBox, odoo, timezone),
    async ask(branch, request = {}, kind = 'receive') {
      const { run } = await insertRun(database.db, {
        branchId: branch.id,
        kind,
        trigger: 'manual',
        request,
        idempotencyKey: null,
      });
      return run;
    },
    attempt({ id: runId }, { deps: other, shouldPause = async () => false, mayRetry = true } = {}) {
      const report = { line: (text: string) => void lines.push(text), progress: () => undefined };
      return executeRun({ ...deps, ...other }, { runId, failedBefore: 0, mayRetry, shouldPause, report });
    },
    receive: (branch, options) => execute('receive', branch, options),
    push: (branch, options) => execute('push', branch, options),
    reconcile: (branch, options) => execute('reconcile', branch, options),
    async runOf(id) {
      const [run] = await database.db.select().from(runs).where(eq(runs.id, id));
      if (run === undefined) throw new Error(`There is no run ${id}.`);
      return run;
    },
  };
  return world;
}

async function addBranch(
  { db }: TestDatabase,
  sim: OdooSim,
  secretBox: RunDeps['secretBox'],
  odoo: OdooDatabase,
  timezone: string,
): Promise<TestBranch> {
  const id = randomUUID();
  await db.insert(branches).values({
    id,
    code: odoo.name,
    name: `Shop ${odoo.name}`,
    timezone,
    url: sim.url,
    database: odoo.name,
    login: 'sync_branch',
    secretEnvelope: secretBox.seal(canarySecret, { table: 'branches', row: id, field: 'secret' }),
    // Branch 1 Walk-in, Anna Central, Warehouse B1, Branch 1 prices: ids of the recorded central.
    defaultCustomerId: 95,
    defaultSalespersonId: 7,
    warehouseId: 3,
    pricelistId: 1,
  });
  await db.insert(schedules).values({ branchId: id, kind: 'receive' });
  await db.insert(salespeople).values({ branchId: id, remoteUserId: 6, centralUserId: 8 });
  return { id, code: odoo.name, odoo };
}

/** The ledger of a branch. */
export function ledgerOf({ database }: World, branch: TestBranch) {
  return database.db.select().from(orders).where(eq(orders.branchId, branch.id)).orderBy(orders.remoteId);
}

/** The failures of a branch that still stand and keep something back: what is only told of it (its clock, its cashiers) is not among them. */
export function standingFailures({ database }: World, branch: TestBranch) {
  return database.db
    .select()
    .from(failures)
    .where(
      and(
        eq(failures.branchId, branch.id),
        inArray(failures.status, ['open', 'retrying']),
        notInArray(failures.code, ['branch.clock_off', 'user.unmapped']),
      ),
    )
    .orderBy(failures.id);
}
