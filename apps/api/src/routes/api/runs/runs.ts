import { idParamsSchema, runPageSchema, runQuerySchema, runSchema } from '@branch-sync/contract';
import { listRuns } from '@branch-sync/db';
import { scopeOf } from '../../../access/identity.ts';
import { runAnswer } from '../../../answers/run.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { askedMoment } from '../../../moments/asked-moment.ts';
import { byId, pageAnswer, pageAsk } from '../../../paging/cursor.ts';
import { requireRun } from '../../../runs/require-run.ts';
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
    async (request) => {
      const { from, to, ...query } = request.query;
      const filter = { ...query, from: askedMoment(from), to: askedMoment(to) };
      return pageAnswer(await listRuns(deps.db, filter, scopeOf(request), pageAsk(query, byId)), runAnswer);
    },
  );
  app.get(
    '/api/runs/:id',
    { schema: { tags, summary: 'One run', params: idParamsSchema, response: answers(200, 'As it is now', runSchema) } },
    async ({ params: { id } }) => {
      const { run, branch } = await requireRun(deps.db, id);
      return runAnswer({ run, branchCode: branch.code });
    },
  );
}
