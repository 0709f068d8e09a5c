import type { OdooDatabase } from '../orm/database.ts';
import { OdooFault } from '../orm/fault.ts';
import type { SimUser } from '../orm/user.ts';
import type { WireValue } from '../orm/value.ts';
import type { Server } from './exchange.ts';

/** Throws Postgres' refusal of a database that does not exist, as XML-RPC passes it on (recorded). */
export function databaseNamed(server: Server, name: string): OdooDatabase {
  const database = server.databases.get(name);
  if (database) return database;
  throw new OdooFault(
    'OperationalError',
    `connection to server at "127.0.0.1", port 5433 failed: FATAL:  database "${name}" does not exist\n`,
  );
}

/** The user of this id, if the secret is theirs. Throws `Access Denied`. */
export function signedIn(database: OdooDatabase, uid: WireValue, secret: string): SimUser {
  const user = typeof uid === 'number' ? database.user(uid) : undefined;
  if (user && database.isSecretOf(user, secret)) return user;
  throw new OdooFault('AccessDenied', 'Access Denied');
}

/** The user who owns an API key. Throws JSON-2's 401: passwords do not count there. */
export function keyOwner(database: OdooDatabase, authorization: string | undefined): SimUser {
  const key = /^bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  const user =
    key === undefined ? undefined : database.users.find((one) => one.apiKeys.includes(key) && database.isSecretOf(one, key));
  if (user) return user;
  throw new OdooFault('Unauthorized', 'Invalid apikey');
}
