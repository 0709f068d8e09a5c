import { apiKeyInputSchema, apiKeyPageSchema, createdApiKeySchema, idParamsSchema, pageQuerySchema } from '@branch-sync/contract';
import { createApiKey, listApiKeys, revokeApiKey } from '@branch-sync/db';
import { z } from 'zod';
import { actorOf } from '../../../access/identity.ts';
import { apiKeyAnswers } from '../../../answers/api-key.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { byId, pageAnswer, pageAsk } from '../../../paging/cursor.ts';
import { notFound } from '../../../problems/not-found.ts';
import { answers } from '../../answers.ts';

const tags = ['Keys'];

export function keysRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/keys',
    {
      schema: {
        tags,
        summary: 'API keys, revoked ones too, the newest first',
        querystring: pageQuerySchema,
        response: answers(200, 'A page', apiKeyPageSchema),
      },
    },
    async ({ query }) => {
      const page = await listApiKeys(deps.db, pageAsk(query, byId));
      return pageAnswer(page, await apiKeyAnswers(deps.db, page.rows));
    },
  );
  app.post(
    '/api/keys',
    {
      schema: {
        tags,
        summary: 'Make an API key',
        body: apiKeyInputSchema,
        response: answers(201, 'Made; the key itself is shown this once', createdApiKeySchema),
      },
    },
    async (request, reply) => {
      const { expiresAt, ...ask } = request.body;
      const expires = typeof expiresAt === 'string' ? new Date(expiresAt) : null;
      const { key, secret } = await createApiKey(deps.db, actorOf(request), { ...ask, expiresAt: expires });
      const answerOf = await apiKeyAnswers(deps.db, [key]);
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...answerOf(key), key: secret });
    },
  );
  app.delete(
    '/api/keys/:id',
    { schema: { tags, summary: 'Revoke an API key', params: idParamsSchema, response: answers(204, 'Revoked', z.null()) } },
    async (request, reply) => {
      const revoked = await revokeApiKey(deps.db, actorOf(request), request.params.id);
      if (!revoked) throw notFound('key.not_found', 'There is no such key, or it is revoked already.');
      return reply.code(204).send();
    },
  );
}
