import { branchCodeSchema, branchInputSchema, branchPageSchema, branchSchema, pageQuerySchema } from '@branch-sync/contract';
import { listBranches } from '@branch-sync/db';
import { actorOf, scopeOf } from '../../../access/identity.ts';
import { branchAnswer } from '../../../answers/branch.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { createBranch } from '../../../connections/branches.ts';
import { pageAnswer, pageAsk } from '../../../paging/cursor.ts';
import { answers } from '../../answers.ts';

export function branchesRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/branches',
    {
      schema: {
        tags: ['Branches'],
        summary: 'The branches, by code',
        querystring: pageQuerySchema,
        response: answers(200, 'A page', branchPageSchema),
      },
    },
    async (request) => {
      const page = await listBranches(deps.db, scopeOf(request), pageAsk(request.query, { schema: branchCodeSchema }));
      return pageAnswer(page, branchAnswer);
    },
  );
  app.post(
    '/api/branches',
    {
      schema: {
        tags: ['Branches'],
        summary: 'Add a branch',
        body: branchInputSchema,
        response: answers(201, 'Added; Location says where', branchSchema),
      },
    },
    async (request, reply) => {
      const created = branchAnswer(await createBranch(deps, actorOf(request), request.body));
      return reply.code(201).header('location', `/api/branches/${created.code}`).send(created);
    },
  );
}
