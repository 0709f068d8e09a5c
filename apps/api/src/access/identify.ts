import { type Database, findKeyOfSecret, findSession, touchApiKey } from '@branch-sync/db';
import type { FastifyRequest } from 'fastify';
import type { Identity } from './identity.ts';

/** The longest thing that is looked at as a key. */
const maxKeyLength = 500;

/** Whose request it is: by its key, else by its cookie; null where neither opens. A key that does not open decides. */
export async function identify(db: Database, request: FastifyRequest, cookieName: string): Promise<Identity | null> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const [, secret] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    return secret === undefined ? null : identifyKey(db, secret);
  }
  const token = request.cookies[cookieName];
  if (token === undefined) return null;
  const owner = await findSession(db, token);
  return owner === undefined ? null : { ...owner, isByCookie: true };
}

/** Whose key it is; null where it does not open. */
export async function identifyKey(db: Database, secret: string): Promise<Identity | null> {
  if (secret.length > maxKeyLength) return null;
  const key = await findKeyOfSecret(db, secret);
  if (key === undefined) return null;
  await touchApiKey(db, key.id);
  return { keyId: key.id, keyName: key.name, role: key.role, isByCookie: false };
}
