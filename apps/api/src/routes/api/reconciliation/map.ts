import { branchCodeSchema, reconciliationMapPageSchema, reconciliationMapQuerySchema } from '@branch-sync/contract';
import { mapReconciledDays } from '@branch-sync/db';
import { scopeOf } from '../../../access/identity.ts';
import { mapEntryAnswer } from '../../../answers/reconciliation.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { pageAnswer, pageAsk } from '../../../paging/cursor.ts';
import { answers } from '../../answers.ts';

export function reconciliationMapRoute(app: App, deps: ApiDeps): void {
  app.get(
    '/api/reconciliation/map',
    {
      schema: {
        tags: ['Reconciliation'],
        summary: 'All branches, by code, each with its days as they were last compared: what a map shows',
        querystring: reconciliationMapQuerySchema,
        response: answers(200, 'A page', reconciliationMapPageSchema),
      },
    },
    async (request) => {
      const ask = pageAsk(request.query, { schema: branchCodeSchema });
      return pageAnswer(await mapReconciledDays(deps.db, request.query, scopeOf(request), ask), mapEntryAnswer);
    },
  );
}
