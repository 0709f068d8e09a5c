import { idParamsSchema, pageQuerySchema, runOrderPageSchema } from '@branch-sync/contract';
import { listRunOrders, type RunOrder } from '@branch-sync/db';
import { z } from 'zod';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { pageAnswer, pageAsk } from '../../../../paging/cursor.ts';
import { requireRun } from '../../../../runs/require-run.ts';
import { answers } from '../../../answers.ts';

const byRemoteId = { schema: z.int32() };

export function runOrdersRoute(app: App, deps: ApiDeps): void {
  app.get(
    '/api/runs/:id/orders',
    {
      schema: {
        tags: ['Runs'],
        summary: 'What became of each order that a run was asked for, or else that it wrote',
        params: idParamsSchema,
        querystring: pageQuerySchema,
        response: answers(200, 'A page, by remote id', runOrderPageSchema),
      },
    },
    async ({ params: { id }, query }) => {
      const { run } = await requireRun(deps.db, id);
      return pageAnswer(await listRunOrders(deps.db, run, pageAsk(query, byRemoteId)), (order: RunOrder) => order);
    },
  );
}
