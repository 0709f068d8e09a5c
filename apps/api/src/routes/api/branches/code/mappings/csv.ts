import { branchParamsSchema, mappingCsvQuerySchema, mappingImportQuerySchema, mappingImportSchema } from '@branch-sync/contract';
import { listMappings, pagesOf } from '@branch-sync/db';
import { z } from 'zod';
import { actorOf } from '../../../../../access/identity.ts';
import { requireAct } from '../../../../../access/require-act.ts';
import type { ApiDeps } from '../../../../../api-deps.ts';
import type { App } from '../../../../../app.ts';
import { requireBranch } from '../../../../../connections/branches.ts';
import { writeCsv } from '../../../../../mappings/csv/write-csv.ts';
import { importMappings } from '../../../../../mappings/import-csv.ts';
import { ProblemError } from '../../../../../problems/problem-error.ts';
import { answers } from '../../../../answers.ts';

const tags = ['Mappings'];
const params = branchParamsSchema;
const largestFileBytes = 5 * 1024 * 1024;
/** Rows that are held at a time while a file is written. */
const exportPage = 5_000;

export function mappingsCsvRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/branches/:code/mappings.csv',
    {
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'A branch’s mappings for a spreadsheet',
        params,
        querystring: mappingCsvQuerySchema,
        response: answers(200, 'CSV, UTF-8, by model and remote id', z.unknown(), 'text/csv'),
      },
    },
    async ({ params: { code }, query }, reply) => {
      const { branch } = await requireBranch(deps.db, code);
      const pages = pagesOf((after: Parameters<typeof listMappings>[3]['after']) =>
        listMappings(deps.db, branch, query, { after, limit: exportPage }),
      );
      const name = `${code}-mappings${query.model === undefined ? '' : `-${query.model}`}.csv`;
      reply.header('content-disposition', `attachment; filename="${name}"`).type('text/csv; charset=utf-8');
      return reply.send(writeCsv(pages));
    },
  );
  app.register(async (scope: App) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('text/csv', { parseAs: 'string', bodyLimit: largestFileBytes }, (_request, body, done) =>
      done(null, body),
    );
    scope.addContentTypeParser('*', (_request, _body, done) => done(notCsv()));
    scope.post(
      '/api/branches/:code/mappings/import',
      {
        bodyLimit: largestFileBytes,
        schema: {
          tags,
          summary: 'Set mappings from an export that was edited, 50,000 rows or 5 MB at most',
          consumes: ['text/csv'],
          params,
          querystring: mappingImportQuerySchema,
          body: z.string({ error: 'must be CSV, sent as text/csv' }),
          response: answers(200, 'What was set, and every bad row', mappingImportSchema),
        },
      },
      async (request) => {
        if (request.query.retry) requireAct(request, 'failures');
        const { branch } = await requireBranch(deps.db, request.params.code);
        return importMappings(deps, actorOf(request), branch, request.body, request.query);
      },
    );
  });
}

function notCsv(): ProblemError {
  const errors = [{ field: 'content-type', message: 'must be text/csv' }];
  return new ProblemError(415, {
    code: 'request.content_type',
    detail: 'The request is refused: content-type must be text/csv.',
    errors,
  });
}
