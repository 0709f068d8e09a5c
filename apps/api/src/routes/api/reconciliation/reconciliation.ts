import { reconciliationPageSchema, reconciliationQuerySchema } from '@branch-sync/contract';
import { listReconciledDays } from '@branch-sync/db';
import { scopeOf } from '../../../access/identity.ts';
import { reconciliationEntryAnswer } from '../../../answers/reconciliation.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { byDayAndBranch, pageAnswer, pageAsk } from '../../../paging/cursor.ts';
import { answers } from '../../answers.ts';

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
    async (request) => {
      const page = await listReconciledDays(deps.db, request.query, scopeOf(request), pageAsk(request.query, byDayAndBranch));
      return pageAnswer(page, reconciliationEntryAnswer);
    },
  );
}
