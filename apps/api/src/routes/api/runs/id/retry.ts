import { idempotencyHeadersSchema, idParamsSchema, runAcceptedSchema } from '@branch-sync/contract';
import { retryRun } from '@branch-sync/sync';
import { actorOf } from '../../../../access/identity.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { requireRun } from '../../../../runs/require-run.ts';
import { answers } from '../../../answers.ts';

export function runRetryRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/runs/:id/retry',
    {
      schema: {
        tags: ['Runs'],
        summary: 'Do again what a run did not do: all of a failed or cancelled one, the failed orders of a partial one',
        params: idParamsSchema,
        headers: idempotencyHeadersSchema,
        response: answers(202, 'Queued as a new run; GET /api/runs/:id tells how it goes', runAcceptedSchema),
      },
    },
    async (request, reply) => {
      const found = await requireRun(deps.db, request.params.id);
      const idempotencyKey = request.headers['idempotency-key'] ?? null;
      return reply.code(202).send(await retryRun(deps, actorOf(request), { ...found, idempotencyKey }));
    },
  );
}
