import {
  branchParamsSchema,
  linkModelSchema,
  linkPageSchema,
  linkQuerySchema,
  linksInputSchema,
  linksSchema,
} from '@branch-sync/contract';
import { listLinks, setLinks } from '@branch-sync/db';
import { z } from 'zod';
import { actorOf } from '../../../../access/identity.ts';
import { linkAnswer } from '../../../../answers/link.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { requireBranch } from '../../../../connections/branches.ts';
import { pageAnswer, pageAsk } from '../../../../paging/cursor.ts';
import { answers } from '../../../answers.ts';

const tags = ['Mappings'];
const params = branchParamsSchema;
const byModelAndRemoteId = { schema: z.strictObject({ model: linkModelSchema, remoteId: z.int32() }) };

export function linksRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/branches/:code/links',
    {
      schema: {
        tags,
        summary: 'Which branch records are which of central’s',
        params,
        querystring: linkQuerySchema,
        response: answers(200, 'A page, by model and remote id', linkPageSchema),
      },
    },
    async ({ params: { code }, query }) => {
      const { branch } = await requireBranch(deps.db, code);
      return pageAnswer(await listLinks(deps.db, branch.id, query.model, pageAsk(query, byModelAndRemoteId)), linkAnswer);
    },
  );
  app.put(
    '/api/branches/:code/links',
    {
      schema: {
        tags,
        summary: 'Set links by hand; those that are not named stay, centralId null forgets one',
        params,
        body: linksInputSchema,
        response: answers(200, 'Those of the named links that now stand', linksSchema),
      },
    },
    async (request) => {
      const { branch } = await requireBranch(deps.db, request.params.code);
      return (await setLinks(deps.db, actorOf(request), branch, request.body)).map(linkAnswer);
    },
  );
}
