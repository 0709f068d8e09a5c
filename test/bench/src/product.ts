import { randomBytes } from 'node:crypto';
import {
  type Branch,
  connectDatabase,
  createSecretBox,
  type Database,
  insertBranch,
  putCentral,
  replaceSalespeople,
  type SecretBox,
} from '@branch-sync/db';
import { chooseQueueStore, openQueues, type Queues } from '@branch-sync/queue';
import type { Bench } from './bench.ts';
import type { Scope } from './scope.ts';
import { centralDatabase, type StandIn } from './stand-in.ts';

/** A fresh database of the product that knows a stand-in's central and branches, and its queues. */
export interface Product {
  readonly db: Database;
  readonly queues: Queues;
  /** By the name of the stand-in's database, which is the branch's code too. */
  readonly branches: ReadonlyMap<string, Branch>;
  /** For its processes. */
  readonly environment: Readonly<Record<string, string>>;
}

const actor = { name: 'bench', requestId: null };
/** Ids of the recorded central: a walk-in customer, a warehouse, a pricelist, and two salespeople for three cashiers. */
const defaults = { defaultCustomerId: 95, warehouseId: 3, pricelistId: 1 };
const salespeople = [
  { remoteUserId: 6, centralUserId: 7 },
  { remoteUserId: 7, centralUserId: 8 },
  { remoteUserId: 8, centralUserId: 7 },
];

/** Sets the product up as an operator would; everything goes with the scope. */
export async function openProduct(
  scope: Scope,
  bench: Bench,
  standIn: StandIn,
  branchNames: readonly string[],
): Promise<Product> {
  const databaseUrl = await bench.postgres.freshDatabase(scope);
  const { db, close } = connectDatabase(databaseUrl, { max: 2, applicationName: 'branch-sync bench' });
  scope.add('the connection to Postgres', close);
  const key = { id: 'bench', key: randomBytes(32) };
  const secretBox = createSecretBox([key]);
  await setCentral(db, secretBox, standIn);
  const branches = new Map<string, Branch>();
  for (const name of branchNames) branches.set(name, await addBranch(db, secretBox, standIn, name));

  const prefix = `bench_${randomBytes(6).toString('hex')}`;
  const queues = openQueues(chooseQueueStore({ redisUrl: bench.redisUrl, databaseUrl, prefix }), () => undefined);
  scope.add('the queues', () => closeQueues(queues));
  const environment = {
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEYS: `${key.id}:${key.key.toString('base64')}`,
    QUEUE_PREFIX: prefix,
    ...(bench.redisUrl === null ? {} : { REDIS_URL: bench.redisUrl }),
  };
  return { db, queues, branches, environment };
}

async function setCentral(db: Database, secretBox: SecretBox, standIn: StandIn): Promise<void> {
  const { secret, ...connection } = standIn.connectionTo(centralDatabase);
  const secretEnvelope = secretBox.seal(secret, { table: 'central', row: '1', field: 'secret' });
  await putCentral(db, actor, { ...connection, secretEnvelope });
}

async function addBranch(db: Database, secretBox: SecretBox, standIn: StandIn, name: string): Promise<Branch> {
  const { secret, ...connection } = standIn.connectionTo(name);
  const { branch } = await insertBranch(
    db,
    actor,
    { code: name, name, timezone: 'Europe/Brussels', ...connection, ...defaults },
    // By hand only: nothing but what is measured may run.
    { startsAt: null, everySeconds: null, cron: null, paused: true },
    (id) => secretBox.seal(secret, { table: 'branches', row: id, field: 'secret' }),
  );
  await replaceSalespeople(db, actor, branch, salespeople);
  return branch;
}

/** Queues in Postgres go with their database; in Redis nobody else would take them away. */
async function closeQueues(queues: Queues): Promise<void> {
  if (queues.store.kind === 'redis') {
    for (const queue of Object.values(queues.byName)) await queue.obliterate({ force: true });
  }
  await queues.close();
}
