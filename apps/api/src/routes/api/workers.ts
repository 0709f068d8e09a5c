import { pageQuerySchema, workerPageSchema } from '@branch-sync/contract';
import { listWorkers } from '@branch-sync/db';
import { workerAnswer } from '../../answers/worker.ts';
import type { ApiDeps } from '../../api-deps.ts';
import type { App } from '../../app.ts';
import { byId, pageAnswer, pageAsk } from '../../paging/cursor.ts';
import { answers } from '../answers.ts';

export function workersRoute(app: App, deps: ApiDeps): void {
  app.get(
    '/api/workers',
    {
      schema: {
        tags: ['Workers'],
        summary: 'The fleet: workers of the last day by their heartbeats, the newest first',
        querystring: pageQuerySchema,
        response: answers(200, 'A page', workerPageSchema),
      },
    },
    async ({ query }) => pageAnswer(await listWorkers(deps.db, pageAsk(query, byId)), workerAnswer),
  );
}
