import { branchParamsSchema, branchPatchSchema, branchSchema } from '@branch-sync/contract';
import { archiveBranch } from '@branch-sync/db';
import { z } from 'zod';
import { actorOf } from '../../../../access/identity.ts';
import { branchAnswer } from '../../../../answers/branch.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { changeBranch, requireBranch } from '../../../../connections/branches.ts';
import { noSuchBranch } from '../../../../problems/not-found.ts';
import { answers } from '../../../answers.ts';

const tags = ['Branches'];
const params = branchParamsSchema;

export function branchRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/branches/:code',
    { schema: { tags, summary: 'One branch', params, response: answers(200, 'Without its secret', branchSchema) } },
    async (request) => branchAnswer(await requireBranch(deps.db, request.params.code)),
  );
  app.patch(
    '/api/branches/:code',
    {
      schema: {
        tags,
        summary: 'Change a branch: what is left out stays, null clears',
        params,
        body: branchPatchSchema,
        response: answers(200, 'As it is now', branchSchema),
      },
    },
    async (request) => branchAnswer(await changeBranch(deps, actorOf(request), request.params.code, request.body)),
  );
  app.delete(
    '/api/branches/:code',
    {
      schema: {
        tags,
        summary: 'Archive a branch: its secret and schedule go, its ledger stays',
        params,
        response: answers(204, 'Archived', z.null()),
      },
    },
    async (request, reply) => {
      const { code } = request.params;
      if (!(await archiveBranch(deps.db, actorOf(request), code))) throw noSuchBranch(code);
      return reply.code(204).send();
    },
  );
}
