import type { OdooDatabase, OutageKind } from '@branch-sync/odoo-sim';
import type { World } from './world.ts';

/** Something that may befall the first branch, or central. */
export interface Trouble {
  readonly name: string;
  /** How the product is to tell it. */
  readonly code: string;
  readonly class: 'transient' | 'permanent';
  /** Brings it about, and gives what ends it. */
  begin(world: World): Promise<() => unknown>;
}

type Side = 'branch' | 'central';

const deadPort = 'http://127.0.0.1:1';

/** All that one side may suffer as a whole, told with that side's codes. */
export function troublesOf(side: Side): readonly Trouble[] {
  const [model, operation] = side === 'central' ? (['sale.order', 'create'] as const) : (['pos.order', 'read'] as const);
  return [
    { name: 'nothing listens', code: `${side}.unreachable`, class: 'transient', begin: misdirected(side, { url: deadPort }) },
    { name: 'the connection is closed', code: `${side}.unreachable`, class: 'transient', begin: scripted(side, 'refuse') },
    { name: 'the connection is reset', code: `${side}.unreachable`, class: 'transient', begin: scripted(side, 'reset-before') },
    { name: 'it hangs', code: `${side}.timeout`, class: 'transient', begin: scripted(side, 'hang') },
    { name: 'a proxy answers in HTML', code: `${side}.busy`, class: 'transient', begin: scripted(side, 'html-502') },
    { name: 'it is being restarted', code: `${side}.busy`, class: 'transient', begin: scripted(side, 'busy-503') },
    {
      name: 'the database is another',
      code: `${side}.wrong_database`,
      class: 'permanent',
      begin: misdirected(side, { database: 'renamed' }),
    },
    { name: 'the secret was changed', code: `${side}.wrong_login`, class: 'permanent', begin: secretChanged(side) },
    {
      name: `the right to ${operation} ${model} was taken away`,
      code: `${side}.access_denied`,
      class: 'permanent',
      begin: async (world) => {
        odooOf(world, side).access.deny(model, operation);
        return () => odooOf(world, side).access.reset(model, operation);
      },
    },
  ];
}

/** Those of them that a person has to put right. */
export function permanentTroublesOf(side: Side): readonly Trouble[] {
  return troublesOf(side).filter((trouble) => trouble.class === 'permanent');
}

function odooOf({ central, branches }: World, side: Side): OdooDatabase {
  return side === 'central' ? central : branches[0].odoo;
}

function scripted(side: Side, kind: OutageKind): Trouble['begin'] {
  return async (world) => world.sim.outages.add({ match: { database: odooOf(world, side).name }, kind });
}

/** Points the connection somewhere else, and back. */
function misdirected(side: Side, change: { readonly url?: string; readonly database?: string }): Trouble['begin'] {
  return async (world) => {
    const { sql } = world.database;
    const table = sql(side === 'central' ? 'central' : 'branches');
    const name = odooOf(world, side).name;
    const [before] = await sql`select url from ${table} where database = ${name}`;
    const { url = String(before?.['url']), database = name } = change;
    await sql`update ${table} set url = ${url}, database = ${database} where database = ${name}`;
    return () => sql`update ${table} set url = ${String(before?.['url'])}, database = ${name} where database = ${database}`;
  };
}

/** Password and keys of our user are no longer what we have, until they are put back. */
function secretChanged(side: Side): Trouble['begin'] {
  return async (world) => {
    const user = odooOf(world, side).users.find(({ login }) => login === `sync_${side}`);
    if (user === undefined) throw new Error(`There is no user sync_${side}.`);
    const { password } = user;
    const keys = user.apiKeys.splice(0);
    user.password = 'changed-by-somebody';
    return () => {
      user.password = password;
      user.apiKeys.push(...keys);
    };
  };
}
