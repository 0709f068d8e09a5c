import type { KeyAct } from '@branch-sync/db';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../problems/problem-error.ts';
import { identityOf, inWords } from './identity.ts';

/** Throws a problem where a key is limited to other acts: for a wish within a body that goes beyond its route. */
export function requireAct(request: FastifyRequest, act: KeyAct): void {
  const identity = identityOf(request);
  if (identity.acts === null || identity.acts.includes(act)) return;
  const detail = `${inWords(identity)} is for this alone: ${identity.acts.join(', ')}. This asks for ${act} as well.`;
  throw new ProblemError(403, { code: 'access.act', detail });
}
