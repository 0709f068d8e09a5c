import {
  branchParamsSchema,
  mappingPageSchema,
  mappingQuerySchema,
  mappingSummarySchema,
  mappingsInputSchema,
  mappingsSetSchema,
} from '@branch-sync/contract';
import { countMappings, countWaiting, listMappings } from '@branch-sync/db';
import { actorOf } from '../../../../../access/identity.ts';
import { requireAct } from '../../../../../access/require-act.ts';
import { mappingAnswer, mappingSummaryAnswer, mappingsSetAnswer } from '../../../../../answers/mapping.ts';
import type { ApiDeps } from '../../../../../api-deps.ts';
import type { App } from '../../../../../app.ts';
import { requireBranch } from '../../../../../connections/branches.ts';
import { byModelAndRemoteId } from '../../../../../mappings/mapping-cursor.ts';
import { setMappingsOf } from '../../../../../mappings/set-mappings.ts';
import { pageAnswer, pageAsk } from '../../../../../paging/cursor.ts';
import { answers } from '../../../../answers.ts';

const tags = ['Mappings'];
const params = branchParamsSchema;

export function mappingsRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/branches/:code/mappings',
    {
      schema: {
        tags,
        summary: 'What a branch’s orders name, what of central it is, and what waits for it',
        params,
        querystring: mappingQuerySchema,
        response: answers(200, 'A page, by model and remote id', mappingPageSchema),
      },
    },
    async ({ params: { code }, query }) => {
      const { branch } = await requireBranch(deps.db, code);
      return pageAnswer(await listMappings(deps.db, branch, query, pageAsk(query, byModelAndRemoteId)), mappingAnswer);
    },
  );
  app.get(
    '/api/branches/:code/mappings/summary',
    {
      schema: {
        tags,
        summary: 'How many of a branch’s records are in which state',
        params,
        response: answers(200, 'By model', mappingSummarySchema),
      },
    },
    async ({ params: { code } }) => {
      const { branch } = await requireBranch(deps.db, code);
      return mappingSummaryAnswer(...(await Promise.all([countMappings(deps.db, branch), countWaiting(deps.db, branch.id)])));
    },
  );
  app.put(
    '/api/branches/:code/mappings',
    {
      schema: {
        tags,
        summary: 'Map records by hand, all or none, and retry what waits for them if asked; centralId null forgets one',
        params,
        body: mappingsInputSchema,
        response: answers(200, 'What was set, and what that cures', mappingsSetSchema),
      },
    },
    async (request) => {
      if (request.body.retry) requireAct(request, 'failures');
      const { branch } = await requireBranch(deps.db, request.params.code);
      return mappingsSetAnswer(await setMappingsOf(deps, actorOf(request), branch, request.body));
    },
  );
}
