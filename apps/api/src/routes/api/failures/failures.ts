import { failurePageSchema, failureQuerySchema, failureSchema, idParamsSchema } from '@branch-sync/contract';
import { findFailure, listFailures } from '@branch-sync/db';
import { scopeOf } from '../../../access/identity.ts';
import { failureAnswer } from '../../../answers/failure.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { filterOf } from '../../../failures/selection.ts';
import { byId, pageAnswer, pageAsk } from '../../../paging/cursor.ts';
import { notFound } from '../../../problems/not-found.ts';
import { answers } from '../../answers.ts';

const tags = ['Failures'];

export function failuresRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/failures',
    {
      schema: {
        tags,
        summary: 'What did not work, the newest first',
        querystring: failureQuerySchema,
        response: answers(200, 'A page', failurePageSchema),
      },
    },
    async (request) => {
      const { query } = request;
      return pageAnswer(await listFailures(deps.db, filterOf(query), scopeOf(request), pageAsk(query, byId)), failureAnswer);
    },
  );
  app.get(
    '/api/failures/:id',
    { schema: { tags, summary: 'One failure', params: idParamsSchema, response: answers(200, 'As it is now', failureSchema) } },
    async ({ params: { id } }) => {
      const found = await findFailure(deps.db, id);
      if (found === undefined) throw notFound('failure.not_found', 'There is no failure of this id.');
      return failureAnswer(found);
    },
  );
}
