import type { CentralInput } from '@branch-sync/contract';
import { type Actor, type Central, centralSecretPlace, type Database, findCentral, putCentral } from '@branch-sync/db';
import type { ApiDeps } from '../api-deps.ts';
import { notFound } from '../problems/not-found.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { readTlsCa } from './tls-ca.ts';

/** The central connection. Throws a problem where none is set. */
export async function requireCentral(db: Database): Promise<Central> {
  const central = await findCentral(db);
  if (central === undefined) throw notFound('central.not_set', 'There is no central connection yet: set it with PUT.');
  return central;
}

/** Sets the central connection. Throws a problem where there is no secret, neither given nor kept, or certificates cannot be read. */
export async function setCentral(deps: ApiDeps, actor: Actor, { secret, ...connection }: CentralInput): Promise<Central> {
  const secretEnvelope = secret === undefined ? undefined : deps.secretBox.seal(secret, centralSecretPlace);
  const central = await putCentral(deps.db, actor, { ...connection, tlsCa: readTlsCa(connection.tlsCa), secretEnvelope });
  if (central !== undefined) return central;
  throw new ProblemError(422, {
    code: 'request.invalid',
    detail: 'The first time, a secret is needed.',
    errors: [{ field: 'secret', message: 'is required' }],
  });
}
