import { branchParamsSchema, pushableRecordPageSchema, pushableRecordQuerySchema } from '@branch-sync/contract';
import { listPushable, lookInCentral } from '@branch-sync/sync';
import { z } from 'zod';
import { momentOrNull } from '../../../../answers/moment.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { requireBranch } from '../../../../connections/branches.ts';
import { pageAnswer, pageAsk } from '../../../../paging/cursor.ts';
import { requireSeen } from '../../../../problems/require-seen.ts';
import { answers } from '../../../answers.ts';

const byCentralId = { schema: z.int().positive() };

export function branchRecordsRoute(app: App, deps: ApiDeps): void {
  app.get(
    '/api/branches/:code/records',
    {
      schema: {
        tags: ['Branches'],
        summary: 'Search what of central’s master data a branch takes, and how each record stands to it; within 15 seconds',
        params: branchParamsSchema,
        querystring: pushableRecordQuerySchema,
        response: answers(200, 'A page, by central’s id', pushableRecordPageSchema),
      },
    },
    async ({ params: { code }, query }) => {
      const { branch } = await requireBranch(deps.db, code);
      const ask = { model: query.model, search: query.q, ...pageAsk(query, byCentralId) };
      const signal = AbortSignal.timeout(deps.connectionTestMs);
      const { page, total } = requireSeen(
        await lookInCentral(deps, (client) => listPushable(deps.db, branch, client, ask, signal)),
      );
      const answer = pageAnswer(page, ({ remoteIds, pushedAt, ...record }) => ({
        ...{ model: query.model, ...record, remoteIds: [...remoteIds] },
        pushedAt: momentOrNull(pushedAt),
      }));
      return { ...answer, total };
    },
  );
}
