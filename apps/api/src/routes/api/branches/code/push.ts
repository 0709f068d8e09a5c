import {
  branchParamsSchema,
  idempotencyHeadersSchema,
  previewInputSchema,
  pushInputSchema,
  runAcceptedSchema,
} from '@branch-sync/contract';
import { actorOf } from '../../../../access/identity.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { requireBranch } from '../../../../connections/branches.ts';
import { askToPreview, askToPush } from '../../../../runs/ask-to-push.ts';
import { answers } from '../../../answers.ts';

export function pushRoutes(app: App, deps: ApiDeps): void {
  app.post(
    '/api/branches/:code/push',
    {
      schema: {
        tags: ['Branches'],
        summary: 'Push central’s master data to a branch now, or exactly what a preview has shown',
        params: branchParamsSchema,
        headers: idempotencyHeadersSchema,
        body: pushInputSchema.nullish(),
        response: answers(202, 'Queued; GET /api/runs/:id/events streams how it goes', runAcceptedSchema),
      },
    },
    async (request, reply) => {
      const { branch } = await requireBranch(deps.db, request.params.code);
      const key = request.headers['idempotency-key'] ?? null;
      const input = request.body ?? { mode: 'changed', when: 'queue' };
      return reply.code(202).send(await askToPush(deps, actorOf(request), branch, input, key));
    },
  );

  app.post(
    '/api/branches/:code/push/preview',
    {
      schema: {
        tags: ['Branches'],
        summary: 'Look what a push would do with each record; nothing is written',
        params: branchParamsSchema,
        headers: idempotencyHeadersSchema,
        body: previewInputSchema.nullish(),
        response: answers(
          202,
          'Queued ahead of all others; GET /api/runs/:id/records tells what it found, and its runId is the previewId of the push that confirms it',
          runAcceptedSchema,
        ),
      },
    },
    async (request, reply) => {
      const { branch } = await requireBranch(deps.db, request.params.code);
      const key = request.headers['idempotency-key'] ?? null;
      const input = request.body ?? { mode: 'changed' };
      return reply.code(202).send(await askToPreview(deps, actorOf(request), branch, input, key));
    },
  );
}
