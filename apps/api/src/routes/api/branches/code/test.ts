import { branchParamsSchema, connectionCheckSchema } from '@branch-sync/contract';
import { recordAudit } from '@branch-sync/db';
import { testBranch } from '@branch-sync/sync';
import { actorOf } from '../../../../access/identity.ts';
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
      const check = connectionCheckAnswer(await testBranch(deps, branch, AbortSignal.timeout(deps.connectionTestMs)));
      const entry = { action: 'branch.test', subject: `branch:${branch.code}`, branchId: branch.id, detail: { ok: check.ok } };
      await recordAudit(deps.db, actorOf(request), entry);
      return check;
    },
  );
}
