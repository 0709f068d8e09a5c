import { idParamsSchema, runSchema } from '@branch-sync/contract';
import { cancelRun } from '@branch-sync/sync';
import { actorOf } from '../../../../access/identity.ts';
import { runAnswer } from '../../../../answers/run.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { requireRun } from '../../../../runs/require-run.ts';
import { answers } from '../../../answers.ts';

export function runCancelRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/runs/:id/cancel',
    {
      schema: {
        tags: ['Runs'],
        summary: 'Call a run off: at once while it waits, at the border of its next batch while it runs',
        params: idParamsSchema,
        response: {
          ...answers(202, 'As it is now; what it has brought in stays', runSchema),
          ...answers(200, 'It was cancelled before', runSchema),
        },
      },
    },
    async (request, reply) => {
      const found = await requireRun(deps.db, request.params.id);
      const run = await cancelRun(deps, actorOf(request), found);
      return reply.code(found.run.status === 'cancelled' ? 200 : 202).send(runAnswer({ run, branchCode: found.branch.code }));
    },
  );
}
