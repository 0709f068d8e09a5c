import { branchParamsSchema, receivePreviewInputSchema, receivePreviewSchema } from '@branch-sync/contract';
import { previewReceive } from '@branch-sync/sync';
import { previewedOrderAnswer } from '../../../../../answers/receive-preview.ts';
import type { ApiDeps } from '../../../../../api-deps.ts';
import type { App } from '../../../../../app.ts';
import { requireBranch } from '../../../../../connections/branches.ts';
import { requireSeen } from '../../../../../problems/require-seen.ts';
import { answers } from '../../../../answers.ts';

export function receivePreviewRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/branches/:code/receive/preview',
    {
      schema: {
        tags: ['Branches'],
        summary: 'Show a branch’s newest orders as they would come in; nothing is written; within 15 seconds',
        params: branchParamsSchema,
        body: receivePreviewInputSchema.nullish(),
        response: answers(200, 'The newest first', receivePreviewSchema),
      },
    },
    async ({ params: { code }, body }) => {
      const { branch } = await requireBranch(deps.db, code);
      const { orders: count } = body ?? receivePreviewInputSchema.parse({});
      const takenAt = deps.now().toISOString();
      const look = await previewReceive(deps, branch, count, AbortSignal.timeout(deps.connectionTestMs));
      return { orders: requireSeen(look).map(previewedOrderAnswer), takenAt };
    },
  );
}
