import { fleetPushAcceptedSchema, fleetPushInputSchema, idempotencyHeadersSchema } from '@branch-sync/contract';
import { actorOf, scopeOf } from '../../access/identity.ts';
import type { ApiDeps } from '../../api-deps.ts';
import type { App } from '../../app.ts';
import { askFleetToPush } from '../../runs/ask-to-push.ts';
import { answers } from '../answers.ts';

export function fleetPushRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/push',
    {
      schema: {
        tags: ['Branches'],
        summary: 'Push central’s master data to many branches, a run each',
        headers: idempotencyHeadersSchema,
        body: fleetPushInputSchema.nullish(),
        response: answers(202, 'Queued', fleetPushAcceptedSchema),
      },
    },
    async (request, reply) => {
      const key = request.headers['idempotency-key'] ?? null;
      const input = request.body ?? { mode: 'changed', when: 'queue' };
      return reply.code(202).send({ runs: await askFleetToPush(deps, actorOf(request), scopeOf(request), input, key) });
    },
  );
}
