import { idParamsSchema, runPageSchema, runQuerySchema, runSchema } from '@branch-sync/contract';
import { findRunWithBranch, listRuns } from '@branch-sync/db';
import { runAnswer } from '../../../answers/run.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { byId, pageAnswer, pageAsk } from '../../../paging/cursor.ts';
import { notFound } from '../../../problems/not-found.ts';
import { answers } from '../../answers.ts';

const tags = ['Runs'];

export function runsRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/runs',
    {
      schema: {
        tags,
        summary: 'Runs, the newest first',
        querystring: runQuerySchema,
        response: answers(200, 'A page', runPageSchema),
      },
    },
    async ({ query }) => pageAnswer(await listRuns(deps.db, query, pageAsk(query, byId)), runAnswer),
  );
  app.get(
    '/api/runs/:id',
    { schema: { tags, summary: 'One run', params: idParamsSchema, response: answers(200, 'As it is now', runSchema) } },
    async ({ params: { id } }) => {
      const found = await findRunWithBranch(deps.db, id);
      if (found === undefined) throw notFound('run.not_found', 'There is no run of this id.');
      return runAnswer({ run: found.run, branchCode: found.branch.code });
    },
  );
}
