import { branchParamsSchema, linkCheckSchema } from '@branch-sync/contract';
import { recordAudit } from '@branch-sync/db';
import { checkLinks, lookInCentral } from '@branch-sync/sync';
import { actorOf } from '../../../../../access/identity.ts';
import type { ApiDeps } from '../../../../../api-deps.ts';
import type { App } from '../../../../../app.ts';
import { requireBranch } from '../../../../../connections/branches.ts';
import { requireSeen } from '../../../../../problems/require-seen.ts';
import { answers } from '../../../../answers.ts';

export function mappingsCheckRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/branches/:code/mappings/check',
    {
      schema: {
        tags: ['Mappings'],
        summary: 'See whether central still has what a branch is linked to; within 15 seconds',
        params: branchParamsSchema,
        response: answers(200, 'What was found; the mappings say it one by one', linkCheckSchema),
      },
    },
    async (request) => {
      const { branch } = await requireBranch(deps.db, request.params.code);
      const signal = AbortSignal.timeout(deps.connectionTestMs);
      const check = requireSeen(await lookInCentral(deps, (client) => checkLinks(deps.db, branch.id, client, signal)));
      const entry = { action: 'mappings.check', subject: `branch:${branch.code}`, branchId: branch.id, detail: { ...check } };
      await recordAudit(deps.db, actorOf(request), entry);
      return check;
    },
  );
}
