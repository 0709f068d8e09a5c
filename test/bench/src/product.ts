import { randomBytes } from 'node:crypto';
import {
  type Branch,
  cliActor,
  createSecretBox,
  type Database,
  insertBranch,
  putCentral,
  replaceSalespeople,
  type ScheduleSettings,
  type SecretBox,
} from '@branch-sync/db';
import type { OdooConnection } from '@branch-sync/odoo';
import type { Bench } from './bench.ts';
import type { Scope } from './scope.ts';
import { centralDatabase, type StandIn } from './stand-in.ts';
import { openStores, type Stores } from './stores.ts';

/** Fresh stores of the product that know a stand-in's central and branches. */
export interface Product extends Stores {
  /** By the name of the stand-in's database, which is the branch's code too. */
  readonly branches: ReadonlyMap<string, Branch>;
}

/** Ids of the recorded central: a walk-in customer, a warehouse, a pricelist, and two salespeople for three cashiers. */
const defaults = { defaultCustomerId: 95, warehouseId: 3, pricelistId: 1 };
const salespeople = [
  { remoteUserId: 6, centralUserId: 7 },
  { remoteUserId: 7, centralUserId: 8 },
  { remoteUserId: 8, centralUserId: 7 },
];

/** Nothing but what is asked for runs. */
const byHand: ScheduleSettings = {
  startsAt: null,
  everySeconds: null,
  cron: null,
  windowFrom: null,
  windowUntil: null,
  paused: true,
};

/** Sets the product up as an operator would, the branches received by one schedule; everything goes with the scope. */
export async function openProduct(
  scope: Scope,
  bench: Bench,
  standIn: StandIn,
  branchNames: readonly string[],
  {
    schedule = byHand,
    transport,
  }: { readonly schedule?: ScheduleSettings; readonly transport?: OdooConnection['transport'] } = {},
): Promise<Product> {
  const stores = await openStores(scope, bench);
  const key = { id: 'bench', key: randomBytes(32) };
  const secretBox = createSecretBox([key]);
  await setCentral(stores.db, secretBox, standIn.connectionTo(centralDatabase, transport));
  const branches = new Map<string, Branch>();
  for (const name of branchNames) {
    branches.set(name, await addBranch(stores.db, secretBox, standIn.connectionTo(name, transport), name, schedule));
  }
  const environment = { ...stores.environment, ENCRYPTION_KEYS: `${key.id}:${key.key.toString('base64')}` };
  return { ...stores, branches, environment };
}

async function setCentral(db: Database, secretBox: SecretBox, { secret, ...connection }: OdooConnection): Promise<void> {
  const secretEnvelope = secretBox.seal(secret, { table: 'central', row: '1', field: 'secret' });
  await putCentral(db, cliActor, { ...connection, secretEnvelope });
}

async function addBranch(
  db: Database,
  secretBox: SecretBox,
  { secret, ...connection }: OdooConnection,
  name: string,
  schedule: ScheduleSettings,
): Promise<Branch> {
  const { branch } = await insertBranch(
    db,
    cliActor,
    { code: name, name, timezone: 'Europe/Brussels', ...connection, ...defaults },
    schedule,
    (id) => secretBox.seal(secret, { table: 'branches', row: id, field: 'secret' }),
  );
  await replaceSalespeople(db, cliActor, branch, salespeople);
  return branch;
}
