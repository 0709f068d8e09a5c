import type { Shop, Shops } from '../shops/open-shops.ts';
import type { Api } from './api.ts';

/** Ids of the recorded central: a walk-in customer, a warehouse, a pricelist, and two salespeople for three cashiers. */
const defaults = { defaultCustomerId: 95, warehouseId: 3, pricelistId: 1 };
const salespeople = [
  { remoteUserId: 6, centralUserId: 7 },
  { remoteUserId: 7, centralUserId: 8 },
  { remoteUserId: 8, centralUserId: 7 },
];

/** Rhythms of two to four minutes, told both ways. */
const rhythms = [{ everySeconds: 120 }, { everySeconds: 180 }, { cron: '*/2 * * * *' }, { everySeconds: 240 }];

/** Sets central and all branches up with their schedules through the API, as an operator would. */
export async function setUp(api: Api, { sim, central, centralSecret, all }: Shops): Promise<void> {
  const connection = { url: sim.url, database: central.name, login: 'sync_central', secret: centralSecret };
  await accepted(api, 'PUT', '/central', connection);
  for (const [index, shop] of all.entries()) await setUpBranch(api, sim.url, shop, rhythms[index % rhythms.length] ?? {});
}

async function setUpBranch(api: Api, url: string, { code, secret }: Shop, receive: object): Promise<void> {
  const connection = { url, database: code, login: 'sync_branch', secret };
  await accepted(api, 'POST', '/branches', {
    ...{ code, name: `Shop ${code}`, timezone: 'Europe/Berlin' },
    ...connection,
    ...defaults,
    receive,
  });
  await accepted(api, 'PUT', `/branches/${code}/salespeople`, salespeople);
}

async function accepted(api: Api, method: 'POST' | 'PUT', path: string, body: unknown): Promise<void> {
  const answer = await api.insist(method, path, body);
  if (answer.status >= 300)
    throw new Error(`${method} ${path} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
}
