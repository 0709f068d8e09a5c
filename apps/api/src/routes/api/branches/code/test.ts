import { branchParamsSchema, connectionCheckSchema } from '@branch-sync/contract';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { requireBranch } from '../../../../connections/branches.ts';
import { testBranch } from '../../../../connections/test-connection.ts';
import { answers } from '../../../answers.ts';

export function branchTestRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/branches/:code/test',
    {
      schema: {
        tags: ['Branches'],
        summary: 'Try a branch’s connection, and whether its settings fit central; within 15 seconds',
        params: branchParamsSchema,
        response: answers(200, 'What was found', connectionCheckSchema),
      },
    },
    async (request) => testBranch(deps, (await requireBranch(deps.db, request.params.code)).branch),
  );
}
