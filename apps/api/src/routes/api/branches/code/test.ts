import { branchParamsSchema, connectionCheckSchema } from '@branch-sync/contract';
import { testBranch } from '@branch-sync/sync';
import { connectionCheckAnswer } from '../../../../answers/connection-check.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { requireBranch } from '../../../../connections/branches.ts';
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
    async (request) => {
      const { branch } = await requireBranch(deps.db, request.params.code);
      return connectionCheckAnswer(await testBranch(deps, branch, AbortSignal.timeout(deps.connectionTestMs)));
    },
  );
}
