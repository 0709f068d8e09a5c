import { identitySchema, idParamsSchema, sessionListSchema } from '@branch-sync/contract';
import { codesOfBranches, endSession, listSessions, type SessionOwner } from '@branch-sync/db';
import { z } from 'zod';
import { actorOf, type Identity, identityOf } from '../../../access/identity.ts';
import { sessionAnswer } from '../../../answers/session.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { notFound } from '../../../problems/not-found.ts';
import { answers } from '../../answers.ts';

const tags = ['Access'];

export function sessionsRoutes(app: App, { db, access }: ApiDeps): void {
  app.get(
    '/api/session',
    { schema: { tags, summary: 'Who asks, and what they may', response: answers(200, 'You', identitySchema) } },
    async (request) => {
      const { kind, id, name, role, acts, branchIds, session } = identityOf(request);
      const codes = branchIds && [...(await codesOfBranches(db, branchIds)).values()].sort();
      const expiresAt = session?.session.expiresAt.toISOString() ?? null;
      return { kind, id, name, role, acts: acts && [...acts], branches: codes, expiresAt };
    },
  );
  app.get(
    '/api/sessions',
    { schema: { tags, summary: 'Your own sign-ins that hold', response: answers(200, 'The newest first', sessionListSchema) } },
    async (request) => {
      const identity = identityOf(request);
      const found = await listSessions(db, ownerOf(identity), access.session);
      return { items: found.map((one) => sessionAnswer(one, identity.session?.session.id ?? null)) };
    },
  );
  app.delete(
    '/api/sessions/:id',
    {
      schema: {
        tags,
        summary: 'End a sign-in: one of your own, or as an admin anybody’s',
        params: idParamsSchema,
        response: answers(204, 'Ended', z.null()),
      },
    },
    async (request, reply) => {
      const identity = identityOf(request);
      const { id } = request.params;
      const ended = await endSession(db, actorOf(request), id, mayEndAnybodys(identity) ? null : ownerOf(identity));
      if (!ended) throw notFound('session.not_found', 'You have no sign-in of this id.');
      return reply.code(204).send();
    },
  );
}

function ownerOf({ kind, id }: Identity): SessionOwner {
  return kind === 'person' ? { personId: id } : { apiKeyId: id };
}

/** A key that is limited is nobody's administrator. */
function mayEndAnybodys({ role, acts, branchIds }: Identity): boolean {
  return role === 'admin' && acts === null && branchIds === null;
}
