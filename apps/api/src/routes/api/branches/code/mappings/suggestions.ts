import {
  branchParamsSchema,
  missingSuggestionPageSchema,
  missingSuggestionQuerySchema,
  suggestionQuerySchema,
  suggestionsSchema,
} from '@branch-sync/contract';
import type { ApiDeps } from '../../../../../api-deps.ts';
import type { App } from '../../../../../app.ts';
import { requireBranch } from '../../../../../connections/branches.ts';
import { byModelAndRemoteId } from '../../../../../mappings/mapping-cursor.ts';
import { suggestionsForMissing, suggestionsForOne } from '../../../../../mappings/suggestions.ts';
import { pageAnswer, pageAsk } from '../../../../../paging/cursor.ts';
import { answers } from '../../../../answers.ts';

const tags = ['Mappings'];
const params = branchParamsSchema;

export function suggestionsRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/branches/:code/mappings/suggestions',
    {
      schema: {
        tags,
        summary: 'What of central a branch’s record may be; within 15 seconds',
        params,
        querystring: suggestionQuerySchema,
        response: answers(200, 'The best first', suggestionsSchema),
      },
    },
    async ({ params: { code }, query }) => {
      const { branch } = await requireBranch(deps.db, code);
      return [...(await suggestionsForOne(deps, branch, query))];
    },
  );
  app.get(
    '/api/branches/:code/mappings/suggestions/missing',
    {
      schema: {
        tags,
        summary: 'What of central a branch’s missing records may be, or all that have no link; within 15 seconds a page',
        params,
        querystring: missingSuggestionQuerySchema,
        response: answers(200, 'A page of such records of a model', missingSuggestionPageSchema),
      },
    },
    async ({ params: { code }, query }) => {
      const { branch } = await requireBranch(deps.db, code);
      const page = await suggestionsForMissing(deps, branch, query, pageAsk(query, byModelAndRemoteId));
      return pageAnswer(page, ({ suggestions, ...record }) => ({ ...record, suggestions: [...suggestions] }));
    },
  );
}
