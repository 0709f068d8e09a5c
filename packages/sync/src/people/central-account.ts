import { idList, type OdooClient, OdooError, text } from '@branch-sync/odoo';
import { type ConnectionDeps, centralClient, centralClientAs } from '../connections/open-connection.ts';
import { inParallel } from '../in-parallel.ts';

/** Somebody's account in central's Odoo, and which of the groups that were asked for it is in. */
export interface CentralAccount {
  /** res.users */
  readonly userId: number;
  readonly login: string;
  readonly name: string;
  /** External ids, e.g. `sales_team.group_sale_manager`. */
  readonly groups: readonly string[];
  /** The ids of all its groups; null where our own user may ask for any group by its external id (Odoo 18 and newer). */
  readonly groupIds: readonly number[] | null;
}

/** An account that was proved before. */
export type KnownAccount = Pick<CentralAccount, 'userId' | 'login' | 'groupIds'>;

/** What central says of a known account now. `changed`: its groups are others than at the sign-in, and only a new one tells which. */
export type AccountNow = { readonly name: string; readonly groups: readonly string[] } | 'same' | 'changed' | 'gone';

const asksAtOnce = 4;

/**
 * Signs in to central with somebody's login and password or API key, which are kept nowhere, and asks which of the groups they are in. Null where
 * central refuses them. Throws `RunStoppedError` (`central.not_set`) and `OdooError`.
 */
export async function proveCentralAccount(
  deps: ConnectionDeps,
  { login, secret }: { readonly login: string; readonly secret: string },
  groups: readonly string[],
  signal: AbortSignal,
): Promise<CentralAccount | null> {
  const client = await centralClientAs(deps, login, secret);
  try {
    const { uid, version } = await client.connect(signal);
    const user = await readUser(client, uid, signal);
    // JSON-2 goes by the key alone: one of somebody else's opens, and is not theirs.
    if (user === null || user.login !== login) return null;
    const isRecordMethod = version.major >= 18;
    const held = await inParallel(groups, asksAtOnce, (group) => hasGroup(client, isRecordMethod ? uid : null, group, signal));
    return {
      userId: uid,
      ...user,
      groups: groups.filter((_, index) => held[index]),
      groupIds: isRecordMethod ? null : await readGroupIds(client, uid, signal),
    };
  } catch (error) {
    if (!(error instanceof OdooError) || (error.kind !== 'wrong_login' && error.kind !== 'access_denied')) throw error;
    await signInAsOurselves(deps, signal);
    return null;
  } finally {
    await client.close();
  }
}

/**
 * Looks an account up again, as our own user of central: nobody's password is needed. Before Odoo 18 that user cannot ask for others' groups by
 * name; there it sees whether they are still those of the sign-in. Throws `RunStoppedError` and `OdooError`.
 */
export async function lookUpCentralAccount(
  deps: ConnectionDeps,
  known: KnownAccount,
  groups: readonly string[],
  signal: AbortSignal,
): Promise<AccountNow> {
  const { client } = await centralClient(deps);
  try {
    const { version } = await client.connect(signal);
    const user = await readUser(client, known.userId, signal);
    // Another database may have taken central's place: the same number is somebody else there.
    if (user === null || user.login !== known.login) return 'gone';
    if (version.major < 18) {
      const now = await readGroupIds(client, known.userId, signal);
      return now.join() === known.groupIds?.join() ? 'same' : 'changed';
    }
    const held = await inParallel(groups, asksAtOnce, (group) => hasGroup(client, known.userId, group, signal));
    return { name: user.name, groups: groups.filter((_, index) => held[index]) };
  } finally {
    await client.close();
  }
}

/**
 * Odoo counts wrong sign-ins of an address in a row (`res.users._assert_can_auth`), and locks it out after five: ours has the runs as well. A right
 * one by the same wire begins its count anew. Where keys of JSON-2 are what the runs come by, nothing is counted for them.
 */
async function signInAsOurselves(deps: ConnectionDeps, signal: AbortSignal): Promise<void> {
  const { client, central } = await centralClient(deps, 'xmlrpc');
  try {
    if (central.transport !== 'json2') await client.connect(signal);
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
  } finally {
    await client.close();
  }
}

/** Who a user is; null where there is no such one, or they are archived. */
async function readUser(
  client: OdooClient,
  userId: number,
  signal: AbortSignal,
): Promise<{ login: string; name: string } | null> {
  const [user] = await client.searchRead('res.users', { login: text(), name: text() }, { domain: [['id', '=', userId]], signal });
  return user === undefined || user.login === null ? null : { login: user.login, name: user.name ?? user.login };
}

/** `res.users.has_group`: of a record since Odoo 18, of whoever calls before (`userId` null). */
async function hasGroup(client: OdooClient, userId: number | null, group: string, signal: AbortSignal): Promise<boolean> {
  const ids = userId === null ? {} : { ids: [userId] };
  return (await client.call('res.users', 'has_group', { ...ids, named: { group_ext_id: group }, signal })) === true;
}

async function readGroupIds(client: OdooClient, userId: number, signal: AbortSignal): Promise<number[]> {
  const shape = { groups_id: idList() };
  const [user] = await client.searchRead('res.users', shape, { domain: [['id', '=', userId]], signal });
  return [...(user?.groups_id ?? [])].sort((a, b) => a - b);
}
