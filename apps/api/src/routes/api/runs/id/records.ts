import { idParamsSchema, pushResultCsvQuerySchema, pushResultPageSchema, pushResultQuerySchema } from '@branch-sync/contract';
import { listPushResults, pagesOf, tallyPushResults } from '@branch-sync/db';
import { z } from 'zod';
import { pushResultAnswer } from '../../../../answers/push-result.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { pageAnswer, pageAsk } from '../../../../paging/cursor.ts';
import { recordsCsv } from '../../../../runs/records-csv.ts';
import { requireRun } from '../../../../runs/require-run.ts';
import { answers } from '../../../answers.ts';

const byId = { schema: z.int() };
/** Records that are held at a time while a file is written. */
const exportPage = 500;

export function runRecordsRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/runs/:id/records',
    {
      schema: {
        tags: ['Runs'],
        summary:
          'What became of each record that a push has looked into; one that found nothing to do is told only where it was asked for',
        params: idParamsSchema,
        querystring: pushResultQuerySchema,
        response: answers(200, 'A page, in the order in which they were pushed', pushResultPageSchema),
      },
    },
    async ({ params: { id }, query }) => {
      const { run } = await requireRun(deps.db, id);
      const [page, tally] = await Promise.all([
        listPushResults(deps.db, run.id, query.action, pageAsk(query, byId)),
        tallyPushResults(deps.db, run.id),
      ]);
      return { ...pageAnswer(page, pushResultAnswer), tally };
    },
  );
  app.get(
    '/api/runs/:id/records.csv',
    {
      exposeHeadRoute: false,
      schema: {
        tags: ['Runs'],
        summary: 'The same for a spreadsheet: all records, however many',
        params: idParamsSchema,
        querystring: pushResultCsvQuerySchema,
        response: answers(200, 'CSV, UTF-8, in the order in which they were pushed', z.unknown(), 'text/csv'),
      },
    },
    async ({ params: { id }, query: { action } }, reply) => {
      const { run } = await requireRun(deps.db, id);
      const pages = pagesOf((after: number | null) => listPushResults(deps.db, run.id, action, { after, limit: exportPage }));
      reply.header('content-disposition', `attachment; filename="run-${run.id}-records.csv"`).type('text/csv; charset=utf-8');
      return reply.send(recordsCsv(pages));
    },
  );
}
