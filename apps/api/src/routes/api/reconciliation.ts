import { reconciliationPageSchema, reconciliationQuerySchema } from '@branch-sync/contract';
import { listReconciledDays } from '@branch-sync/db';
import { reconciliationEntryAnswer } from '../../answers/reconciliation.ts';
import type { ApiDeps } from '../../api-deps.ts';
import type { App } from '../../app.ts';
import { byDayAndBranch, pageAnswer, pageAsk } from '../../paging/cursor.ts';
import { answers } from '../answers.ts';

export function reconciliationRoute(app: App, deps: ApiDeps): void {
  app.get(
    '/api/reconciliation',
    {
      schema: {
        tags: ['Reconciliation'],
        summary: 'The days of all branches as they were last compared, the newest first',
        querystring: reconciliationQuerySchema,
        response: answers(200, 'A page', reconciliationPageSchema),
      },
    },
    async ({ query }) =>
      pageAnswer(await listReconciledDays(deps.db, query, pageAsk(query, byDayAndBranch)), reconciliationEntryAnswer),
  );
}
