import { branchParamsSchema, idempotencyHeadersSchema, receiveInputSchema, runAcceptedSchema } from '@branch-sync/contract';
import { actorOf } from '../../../../../access/identity.ts';
import type { ApiDeps } from '../../../../../api-deps.ts';
import type { App } from '../../../../../app.ts';
import { requireBranch } from '../../../../../connections/branches.ts';
import { askForRun } from '../../../../../runs/ask-for-run.ts';
import { answers } from '../../../../answers.ts';

export function receiveRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/branches/:code/receive',
    {
      schema: {
        tags: ['Branches'],
        summary: 'Receive a branch’s POS orders now',
        params: branchParamsSchema,
        headers: idempotencyHeadersSchema,
        body: receiveInputSchema.nullish(),
        response: answers(202, 'Queued; GET /api/runs/:id tells how it goes', runAcceptedSchema),
      },
    },
    async (request, reply) => {
      const { branch } = await requireBranch(deps.db, request.params.code);
      const key = request.headers['idempotency-key'] ?? null;
      const wish = { kind: 'receive', request: request.body ?? {} } as const;
      return reply.code(202).send(await askForRun(deps, actorOf(request), branch, wish, key));
    },
  );
}
