import { auditCsvQuerySchema, auditPageSchema, auditQuerySchema } from '@branch-sync/contract';
import { type AuditFilter, listAudit, pagesOf } from '@branch-sync/db';
import { z } from 'zod';
import { auditEntryAnswer } from '../../answers/audit-entry.ts';
import type { ApiDeps } from '../../api-deps.ts';
import type { App } from '../../app.ts';
import { auditCsv } from '../../audit/audit-csv.ts';
import { askedMoment } from '../../moments/asked-moment.ts';
import { byId, pageAnswer, pageAsk } from '../../paging/cursor.ts';
import { answers } from '../answers.ts';

const tags = ['Audit'];
/** Entries that are held at a time while a file is written. */
const exportPage = 500;

export function auditRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/audit',
    {
      schema: {
        tags,
        summary: 'Who did what, when, from where, and what it changed; the newest first',
        querystring: auditQuerySchema,
        response: answers(200, 'A page', auditPageSchema),
      },
    },
    async ({ query }) => pageAnswer(await listAudit(deps.db, filterOf(query), pageAsk(query, byId)), auditEntryAnswer),
  );
  app.get(
    '/api/audit.csv',
    {
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'The same for a spreadsheet: all entries that match, however many',
        querystring: auditCsvQuerySchema,
        response: answers(200, 'CSV, UTF-8, the newest first', z.unknown(), 'text/csv'),
      },
    },
    async ({ query }, reply) => {
      const filter = filterOf(query);
      const pages = pagesOf((after: string | null) => listAudit(deps.db, filter, { after, limit: exportPage }));
      reply.header('content-disposition', 'attachment; filename="audit.csv"').type('text/csv; charset=utf-8');
      return reply.send(auditCsv(pages));
    },
  );
}

function filterOf({ from, until, ...others }: z.infer<typeof auditCsvQuerySchema>): AuditFilter {
  return { ...others, from: askedMoment(from), until: askedMoment(until) };
}
