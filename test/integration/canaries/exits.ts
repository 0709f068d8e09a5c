import { failureGroupPageSchema } from '@branch-sync/contract';
import { alerts, failures, orders, people, type Role, type Run } from '@branch-sync/db';
import { type QueueName, type Queues, queueNames } from '@branch-sync/queue';
import { inParallel } from '@branch-sync/sync';
import { listedRoutes } from '../../../apps/api/src/access/permissions.ts';
import type { ApiProcess } from '../../harness/api-process.ts';
import { storedTexts } from '../../harness/stored-texts.ts';
import type { World } from '../../harness/world.ts';
import type { CanaryWorld } from './a-canary-world.ts';
import { personalCanaries as person } from './canaries.ts';

/** What leaves, by where it does: `log of the API`, `table.column`, `viewer: GET /api/runs`, `job receive`. */
export type Exits = Map<string, string>;

/** The streams of runs that are over take a second each. */
const asksAtOnce = 12;
const roles: readonly Role[] = ['viewer', 'operator', 'admin'];

/** Every row of every table, by column. */
export async function rowExits({ database }: World): Promise<Exits> {
  return storedTexts(database);
}

/** Every job that a queue has, with its logs. */
export async function jobExits(queues: Queues): Promise<Exits> {
  const exits: Exits = new Map();
  for (const name of queueNames) exits.set(`job ${name}`, await jobsOf(queues, name));
  return exits;
}

async function jobsOf(queues: Queues, name: QueueName): Promise<string> {
  const queue = queues.byName[name];
  const jobs = await queue.getJobs();
  const texts = await Promise.all(
    jobs.map(async (job) => JSON.stringify([job.toJSON(), (await queue.getJobLogs(job.id ?? '')).logs])),
  );
  return texts.join('\n');
}

/** What paths are filled with: every value of a parameter, and what is asked for. */
interface Fillings {
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly queries: Readonly<Record<string, readonly string[]>>;
}

const boardStates = ['latest', 'active', 'waiting', 'completed', 'failed', 'delayed'];
const pages = [
  '/docs',
  '/docs/json',
  ...queueNames.flatMap((name) => boardStates.map((state) => `/queues/api/queues?activeQueue=${name}&status=${state}`)),
];

/** Every answer to every GET, to each role that may have it; named after the least one that has it. */
export async function answerExits(api: ApiProcess, keys: Readonly<Record<Role, string>>, fillings: Fillings): Promise<Exits> {
  const exits: Exits = new Map();
  const asked = [
    ...listedRoutes.filter(({ method }) => method === 'GET').flatMap(({ path }) => filled(path, fillings)),
    ...pages.map((path) => ({ route: path.split('?', 1)[0] ?? '', path })),
  ];
  const asks = asked.flatMap((ask) => roles.map((role) => ({ ...ask, role })));
  await inParallel(asks, asksAtOnce, async ({ route, path, role }) => {
    const answer = await fetch(`${api.url}${path}`, { headers: { authorization: `Bearer ${keys[role]}` }, redirect: 'manual' });
    const body = path === '/api/events' ? await beginningOf(answer) : await answer.text();
    // A branch that does not let us in says so.
    const isUnseen = answer.status === 503 && body.includes('"branch.unseen"');
    if ((answer.status >= 500 && !isUnseen) || answer.status === 400)
      throw new Error(`GET ${path} as ${role}: ${answer.status} ${body}`);
    const place = `${role}: GET ${route}`;
    exits.set(place, `${exits.get(place) ?? ''}\n${JSON.stringify([...answer.headers])}\n${body}`);
  });
  return exits;
}

/** Of an answer that has no end: what comes first. */
async function beginningOf({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return new TextDecoder().decode(first?.value);
}

function filled(route: string, { parameters, queries }: Fillings): { route: string; path: string }[] {
  let paths = [route];
  for (const [, name = ''] of route.matchAll(/:(\w+)/g)) {
    const key = name === 'id' ? `id of ${route}` : name;
    const values = parameters[key] ?? [];
    if (values.length === 0) throw new Error(`Nothing is known to fill ${key} with.`);
    paths = paths.flatMap((path) => values.map((value) => path.replace(`:${name}`, encodeURIComponent(value))));
  }
  return paths.flatMap((path) => (queries[route] ?? ['']).map((query) => ({ route, path: `${path}${query}` })));
}

/** All there is to ask for: every branch, run, failure and group, and what somebody may search for. */
export async function fillingsOf(api: ApiProcess, { world, branches }: CanaryWorld, runs: readonly Run[]): Promise<Fillings> {
  const standing = await world.database.db.select({ id: failures.id }).from(failures);
  const groups = failureGroupPageSchema.parse(await (await api.call('GET', '/api/failures/groups')).json());
  const customer = branches.good.odoo.records('res.partner').find(({ name }) => name === person.customerName);
  const ordersOfPeople = await ordersForCustomers(world);
  const ofRuns = ['', '/events', '/orders', '/records', '/records.csv'].map((rest) => [
    `id of /api/runs/:id${rest}`,
    runs.map(({ id }) => id),
  ]);
  return {
    parameters: {
      code: world.branches.map(({ code }) => code),
      day: ['2026-11-24'],
      group: groups.items.map(({ group }) => group),
      'id of /api/branches/:code/orders/:id': ordersOfPeople,
      'id of /api/branches/:code/orders/:id/sides': ordersOfPeople,
      'id of /api/alerts/:id': (await world.database.db.select({ id: alerts.id }).from(alerts)).map(({ id }) => id),
      'id of /api/failures/:id': standing.map(({ id }) => id),
      'id of /api/people/:id/sessions': (await world.database.db.select({ id: people.id }).from(people)).map(({ id }) => id),
      ...Object.fromEntries(ofRuns),
    },
    queries: {
      '/api/branches/:code/mappings/suggestions': [`?model=res.partner&remoteId=${customer?.id}`],
      '/api/branches/:code/mappings/suggestions/missing': ['?model=res.partner'],
      '/api/branches/:code/records': [`?model=res.partner&q=${encodeURIComponent(person.pushedEmail)}`],
      '/api/branches/:code/branch-records': ['?model=pos.config'],
      '/api/central/records': [person.pushedEmail, person.customerName].map(
        (q) => `?model=res.partner&q=${encodeURIComponent(q)}`,
      ),
      '/api/reconciliation/map': ['?from=2026-11-20&to=2026-11-24'],
      '/api/failures': ['', `?q=${encodeURIComponent(person.customerName)}`],
    },
  };
}

/** The ledger's rows of each branch's first order, which is for a customer and has notes. */
async function ordersForCustomers({ database, branches }: World): Promise<string[]> {
  const rows = await database.db.select({ id: orders.id, branchId: orders.branchId, remoteId: orders.remoteId }).from(orders);
  return branches.flatMap(({ id: branchId, odoo }) => {
    const remoteId = odoo.records('pos.order').find(({ state }) => state === 'paid')?.id;
    return rows.filter((row) => row.branchId === branchId && row.remoteId === remoteId).map(({ id }) => id);
  });
}

/** The places without those that a lesser role has as well. */
export function leastRoles(places: readonly string[]): string[] {
  return places.filter((place) => {
    const [role = '', route] = place.split(': ');
    const rank = roles.findIndex((one) => role.startsWith(one));
    const lesser = roles.slice(0, Math.max(0, rank));
    return !lesser.some((one) => places.includes(`${one}: ${route}`));
  });
}
