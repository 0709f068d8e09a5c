import {
  centralActor,
  findLocalPerson,
  isPasswordOf,
  keepProvenPerson,
  localSubjectOf,
  type SessionOwner,
} from '@branch-sync/db';
import { proveCentralAccount } from '@branch-sync/sync';
import { findOpenKey } from '../access/identify.ts';
import type { ApiDeps } from '../api-deps.ts';
import { isAway } from '../people/groups-of-now.ts';
import { groupsThatCount, roleOfGroups } from '../people/role-of-groups.ts';
import { cannotBeAsked, notAllowed, wrongCredentials } from './refused.ts';
import { withinTries } from './try-limits.ts';

/** Somebody who has proved to be themselves: whose session is to be opened, and what the audit calls them. */
export interface Proof {
  readonly owner: SessionOwner;
  readonly name: string;
  readonly id: string;
}

/** A login and what goes with it. */
export interface Credentials {
  readonly login: string;
  readonly password: string;
}

/** Central has so long to answer, in milliseconds: somebody waits before the page. */
const centralAnswersWithinMs = 15_000;

/** The owner of an account in central's Odoo who is in one of the groups. Throws a problem for anybody else, and where central does not answer. */
export function proveByOdoo(deps: ApiDeps, { login, password }: Credentials, address: string): Promise<Proof> {
  return withinTries(deps.db, { address, account: `odoo ${login}`, asksCentral: true }, async () => {
    const groups = deps.access.odooGroups;
    const signal = AbortSignal.timeout(centralAnswersWithinMs);
    const account = await proveCentralAccount(deps, { login, secret: password }, groupsThatCount(groups), signal).catch(
      (error: unknown) => {
        if (!isAway(error)) throw error;
        deps.log.warn({ err: error }, 'central cannot be asked who somebody is');
        throw cannotBeAsked(
          'Central does not answer, or is not set up yet, so nobody can sign in with an Odoo account now. Those who are signed in go on; a local account works.',
        );
      },
    );
    if (account === null) throw wrongCredentials('Central’s Odoo does not know this login with this password or API key.');
    const role = roleOfGroups(groups, account.groups);
    const { userId: odooUserId, groupIds: odooGroupIds, name } = account;
    // By number: a login may change, and who was shut out stays so.
    const proven = { source: 'odoo', subject: String(odooUserId), login, name, role, odooUserId, odooGroupIds } as const;
    const person = await keepProvenPerson(deps.db, centralActor, proven, deps.now());
    if (person?.role) return proofOf(person);
    throw notAllowed('This Odoo account is in none of the groups that may in. Ask an administrator of central.');
  });
}

/** The owner of a local account. Throws a problem for anybody else. */
export function proveByPassword(deps: ApiDeps, { login, password }: Credentials, address: string): Promise<Proof> {
  return withinTries(deps.db, { address, account: `local ${localSubjectOf(login)}`, asksCentral: false }, async () => {
    const found = await findLocalPerson(deps.db, login);
    const isRight = await isPasswordOf(found?.passwordHash ?? null, password);
    if (!isRight || found === undefined) throw wrongCredentials('There is no local account of this login and password.');
    return proofOf(found.person);
  });
}

/** Whoever has an API key. Throws a problem for anybody else. */
export function proveByKey(deps: ApiDeps, secret: string, address: string): Promise<Proof> {
  return withinTries(deps.db, { address, account: null, asksCentral: false }, async () => {
    const key = await findOpenKey(deps, secret);
    if (key === null) throw wrongCredentials('This key does not open. Check it, or ask for a new one.');
    return { owner: { apiKeyId: key.id }, name: `key:${key.name}`, id: key.id };
  });
}

/** The proof of a person whom their source knows. Throws a problem for whom an admin has shut out. */
export function proofOf(person: { readonly id: string; readonly login: string; readonly disabledAt: Date | null }): Proof {
  if (person.disabledAt !== null) throw notAllowed('An administrator of branch-sync has shut this account out.');
  return { owner: { personId: person.id }, name: `person:${person.login}`, id: person.id };
}
