import {
  type ApiKey,
  findKeyOfSecret,
  findSession,
  findSessionById,
  isKeyOpen,
  type OpenSession,
  type Person,
  touchApiKey,
  touchSession,
} from '@branch-sync/db';
import type { FastifyRequest } from 'fastify';
import type { ApiDeps } from '../api-deps.ts';
import { withGroupsOfNow } from '../people/groups-of-now.ts';
import { bearerOf } from './bearer.ts';
import type { Identity } from './identity.ts';

/** The longest thing that is looked at as a key. */
const maxKeyLength = 500;

/**
 * Whose request it is: by its key, else by its cookie; null where neither opens. A key that does not open decides. Throws a problem where nobody
 * can say any more whether a person may in.
 */
export async function identify(deps: ApiDeps, request: FastifyRequest, cookieName: string): Promise<Identity | null> {
  if (request.headers.authorization !== undefined) {
    const secret = bearerOf(request);
    const key = secret === undefined ? null : await findOpenKey(deps, secret);
    return key && identityOfKey(key, null);
  }
  return identifyByCookie(deps, request, cookieName);
}

/** Whose session the cookie of a request is; null where it opens none. Throws as `identify` does. */
export async function identifyByCookie(deps: ApiDeps, request: FastifyRequest, cookieName: string): Promise<Identity | null> {
  const token = request.cookies[cookieName];
  if (token === undefined) return null;
  const found = await findSession(deps.db, token, deps.access.session);
  return found === undefined ? null : identityOfSession(deps, found);
}

/** The key that a secret opens with; null where it does not. */
export async function findOpenKey({ db }: Pick<ApiDeps, 'db'>, secret: string): Promise<ApiKey | null> {
  if (secret.length > maxKeyLength) return null;
  const key = await findKeyOfSecret(db, secret);
  if (key === undefined) return null;
  await touchApiKey(db, key.id);
  return key;
}

/** Whether whoever was identified would be so again now. Not a use: it keeps no session from running out. Throws as `identify` does. */
export async function holdsStill(deps: ApiDeps, { session, id }: Identity): Promise<boolean> {
  if (session === null) return isKeyOpen(deps.db, id);
  const found = await findSessionById(deps.db, session.session.id, deps.access.session);
  if (found === undefined) return false;
  return found.person === null || (await withGroupsOfNow(deps, found.person)) !== null;
}

async function identityOfSession(deps: ApiDeps, found: OpenSession): Promise<Identity | null> {
  const { session, person, key } = found;
  await touchSession(deps.db, session.id);
  if (key !== null) return identityOfKey(key, found);
  const now = person && (await withGroupsOfNow(deps, person));
  return now && identityOfPerson(now, found);
}

function identityOfKey({ id, name, role, acts, branchIds }: ApiKey, session: OpenSession | null): Identity {
  return { kind: 'key', id, name, role, acts, branchIds, session };
}

function identityOfPerson({ id, login, role }: Person, session: OpenSession): Identity | null {
  return role === null ? null : { kind: 'person', id, name: login, role, acts: null, branchIds: null, session };
}
