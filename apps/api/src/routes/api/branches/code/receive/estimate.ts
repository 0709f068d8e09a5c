import { branchParamsSchema, receiveEstimateInputSchema, receiveEstimateSchema } from '@branch-sync/contract';
import { estimateReceive } from '@branch-sync/sync';
import type { ApiDeps } from '../../../../../api-deps.ts';
import type { App } from '../../../../../app.ts';
import { requireBranch } from '../../../../../connections/branches.ts';
import { requireSeen } from '../../../../../problems/require-seen.ts';
import { answers } from '../../../../answers.ts';

export function receiveEstimateRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/branches/:code/receive/estimate',
    {
      schema: {
        tags: ['Branches'],
        summary: 'Estimate what an import since a moment would have to do, and how long it would take; within 15 seconds',
        params: branchParamsSchema,
        body: receiveEstimateInputSchema,
        response: answers(200, 'At the pace of imports before', receiveEstimateSchema),
      },
    },
    async ({ params: { code }, body: { since } }) => {
      const { branch } = await requireBranch(deps.db, code);
      const signal = AbortSignal.timeout(deps.connectionTestMs);
      return requireSeen(await estimateReceive(deps, branch, sinceWhen(since), signal));
    },
  );
}

/** No order is older than 1970, and Postgres has no year 0. */
function sinceWhen(text: string): Date {
  return new Date(Math.max(0, Date.parse(text)));
}
