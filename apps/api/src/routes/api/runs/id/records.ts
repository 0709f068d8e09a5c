import { idParamsSchema, pushResultPageSchema, pushResultQuerySchema } from '@branch-sync/contract';
import { listPushResults, tallyPushResults } from '@branch-sync/db';
import { z } from 'zod';
import { pushResultAnswer } from '../../../../answers/push-result.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { pageAnswer, pageAsk } from '../../../../paging/cursor.ts';
import { requireRun } from '../../../../runs/require-run.ts';
import { answers } from '../../../answers.ts';

const byId = { schema: z.int() };

export function runRecordsRoute(app: App, deps: ApiDeps): void {
  app.get(
    '/api/runs/:id/records',
    {
      schema: {
        tags: ['Runs'],
        summary:
          'What became of each record that a push has looked into; one that found nothing to do is told only where it was asked for',
        params: idParamsSchema,
        querystring: pushResultQuerySchema,
        response: answers(200, 'A page, in the order in which they were pushed', pushResultPageSchema),
      },
    },
    async ({ params: { id }, query }) => {
      const { run } = await requireRun(deps.db, id);
      const [page, tally] = await Promise.all([
        listPushResults(deps.db, run.id, query.action, pageAsk(query, byId)),
        tallyPushResults(deps.db, run.id),
      ]);
      return { ...pageAnswer(page, pushResultAnswer), tally };
    },
  );
}
