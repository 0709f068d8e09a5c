import { fileURLToPath } from 'node:url';
import type { OdooConnection } from '@branch-sync/odoo';
import type { Credentials, FleetBranch, FleetConfig, Outage } from '@branch-sync/odoo-sim';
import type { Bench } from './bench.ts';
import { measuredOdoo } from './measured-odoo.ts';
import type { Scope } from './scope.ts';
import { startProcess } from './started-process.ts';

/** `measured`: as slow as a real Odoo. `none`: as fast as the stand-in can. */
export type Latency = 'measured' | 'none';

/** A central and branches, in a process of their own: what they cost is not the worker's. */
export interface StandIn {
  readonly url: string;
  /** By XML-RPC, which every version speaks and which costs a client more, unless told otherwise. Throws for a database that is not served. */
  connectionTo(database: string, transport?: OdooConnection['transport']): OdooConnection;
  /** How many calls have come in, whoever made them: to all databases, or to one. */
  countCalls(database?: string): Promise<number>;
  /** How many of them were to write in a database. */
  countWrites(database: string): Promise<number>;
  /** From now on a database takes every call and never answers. */
  hang(database: string): Promise<void>;
}

export const centralDatabase = 'central';

interface ReadyLine {
  readonly url: string;
  readonly databases: readonly Credentials[];
}

/** A branch of so many sold orders of 4 lines, the same every time; branches of different seeds share none. */
export function branchOf(name: string, orders: number, seed = 1): FleetBranch {
  return { generated: { name, seed, orders, linesPerOrder: 4 } };
}

/** Starts a stand-in with a fresh central, which has so many products more, and the given branches; it ends with the scope. */
export async function startStandIn(
  scope: Scope,
  bench: Bench,
  branches: readonly FleetBranch[],
  latency: Latency,
  catalogue = 0,
): Promise<StandIn> {
  const config: FleetConfig = {
    central: centralDatabase,
    catalogue,
    branches,
    ...(latency === 'none' ? {} : { latency: { perCallMs: measuredOdoo.readingCallMs, perOrderMs: measuredOdoo.perOrderMs } }),
  };
  const { readyLine } = await startProcess(scope, bench, {
    name: 'Odoo stand-in',
    module: fileURLToPath(new URL('./main.js', import.meta.resolve('@branch-sync/odoo-sim'))),
    args: ['--config', JSON.stringify(config)],
    isReady: (line) => line.startsWith('{'),
  });
  const { url, databases }: ReadyLine = JSON.parse(readyLine);
  if (latency === 'measured') await slowWrites(url);
  return {
    url,
    connectionTo(database, transport = 'xmlrpc') {
      const served = databases.find(({ name }) => name === database);
      if (served === undefined) throw new RangeError(`The stand-in serves no database “${database}”.`);
      return { url, database, login: served.login, secret: served.password, transport };
    },
    countCalls: async (database) =>
      sumOf((await callsOf(url)).filter((one) => database === undefined || one.database === database)),
    countWrites: async (database) =>
      sumOf((await callsOf(url)).filter((one) => one.database === database && writingMethods.has(one.method))),
    hang: (database) => addOutage(url, { match: { database }, kind: 'hang' }),
  };
}

const writingMethods = new Set(['load', 'create', 'write']);

interface CountedCall {
  readonly database: string | null;
  readonly method: string;
  readonly count: number;
}

async function callsOf(url: string): Promise<readonly CountedCall[]> {
  const answer = await fetch(`${url}/sim/calls`);
  const { calls } = (await answer.json()) as { calls: readonly CountedCall[] };
  return calls;
}

function sumOf(calls: readonly CountedCall[]): number {
  return calls.reduce((sum, { count }) => sum + count, 0);
}

/** The stand-in knows one time for every call: what writing calls take beyond it is scripted. */
async function slowWrites(url: string): Promise<void> {
  for (const model of ['sale.order', 'product.product']) {
    for (const method of ['load', 'create']) {
      await addOutage(url, { match: { model, method }, kind: 'slow', ms: measuredOdoo.writingCallExtraMs });
    }
  }
}

async function addOutage(url: string, outage: Outage): Promise<void> {
  const answer = await fetch(`${url}/sim/outages`, { method: 'POST', body: JSON.stringify(outage) });
  if (!answer.ok) throw new Error(`The stand-in took no outage: ${await answer.text()}`);
}
