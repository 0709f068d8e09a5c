import { branchCodeSchema, runKindSchema, timelinePageSchema, timelineQuerySchema } from '@branch-sync/contract';
import { listSchedules } from '@branch-sync/db';
import { runQueueNames } from '@branch-sync/queue';
import { z } from 'zod';
import { scopeOf } from '../../../access/identity.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { pageAnswer, pageAsk } from '../../../paging/cursor.ts';
import { timelineOf } from '../../../schedules/timeline.ts';
import { askedTimespan } from '../../../schedules/timespan.ts';
import { answers } from '../../answers.ts';

const byBranchAndKind = { schema: z.tuple([branchCodeSchema, runKindSchema]) };

export function scheduleRoute(app: App, deps: ApiDeps): void {
  app.get(
    '/api/schedule',
    {
      schema: {
        tags: ['Schedules'],
        summary: 'The coming moments of all branches, by code: what a timeline shows',
        querystring: timelineQuerySchema,
        response: answers(200, 'A page', timelinePageSchema),
      },
    },
    async (request) => {
      const asked = askedTimespan(request.query, deps.now());
      const page = await listSchedules(deps.db, runQueueNames, scopeOf(request), pageAsk(request.query, byBranchAndKind));
      return pageAnswer({ ...page, rows: await timelineOf(page.rows, asked) }, (entry) => entry);
    },
  );
}
