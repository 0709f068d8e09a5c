import { failureSelectionSchema, failuresRetriedSchema, idempotencyHeadersSchema } from '@branch-sync/contract';
import { retryFailures } from '@branch-sync/sync';
import { actorOf, scopeOf } from '../../../access/identity.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { selectionOf } from '../../../failures/selection.ts';
import { answers } from '../../answers.ts';

export function failuresRetryRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/failures/retry',
    {
      schema: {
        tags: ['Failures'],
        summary: 'Try failures again: by id, of one cause, or by a filter; a run for each branch takes exactly their orders',
        headers: idempotencyHeadersSchema,
        body: failureSelectionSchema,
        response: answers(202, 'Queued; GET /api/runs/:id/orders tells what becomes of each order', failuresRetriedSchema),
      },
    },
    async (request, reply) => {
      const idempotencyKey = request.headers['idempotency-key'] ?? null;
      return reply
        .code(202)
        .send(await retryFailures(deps, actorOf(request), selectionOf(request.body, scopeOf(request)), idempotencyKey));
    },
  );
}
