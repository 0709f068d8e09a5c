import { branchParamsSchema, idempotencyHeadersSchema, reconcileInputSchema, runAcceptedSchema } from '@branch-sync/contract';
import { actorOf } from '../../../../access/identity.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { requireBranch } from '../../../../connections/branches.ts';
import { askForRun } from '../../../../runs/ask-for-run.ts';
import { answers } from '../../../answers.ts';

export function reconcileRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/branches/:code/reconcile',
    {
      schema: {
        tags: ['Reconciliation'],
        summary: 'Compare what a branch sold with what central has, now',
        params: branchParamsSchema,
        headers: idempotencyHeadersSchema,
        body: reconcileInputSchema.nullish(),
        response: answers(202, 'Queued; GET /api/runs/:id tells how it goes', runAcceptedSchema),
      },
    },
    async (request, reply) => {
      const { branch } = await requireBranch(deps.db, request.params.code);
      const key = request.headers['idempotency-key'] ?? null;
      const wish = { kind: 'reconcile', request: request.body ?? {} } as const;
      return reply.code(202).send(await askForRun(deps, actorOf(request), branch, wish, key));
    },
  );
}
