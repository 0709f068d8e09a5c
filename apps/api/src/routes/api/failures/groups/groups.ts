import {
  failureGroupIdSchema,
  failureGroupPageSchema,
  failureGroupParamsSchema,
  failureGroupQuerySchema,
  failureGroupSchema,
} from '@branch-sync/contract';
import { findFailureGroup, listFailureGroups } from '@branch-sync/db';
import { z } from 'zod';
import { scopeOf } from '../../../../access/identity.ts';
import { failureGroupAnswer } from '../../../../answers/failure-group.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { filterOf } from '../../../../failures/selection.ts';
import { pageAnswer, pageAsk } from '../../../../paging/cursor.ts';
import { notFound } from '../../../../problems/not-found.ts';
import { answers } from '../../../answers.ts';

const tags = ['Failures'];
const byCount = { schema: z.strictObject({ failures: z.int().min(0), group: failureGroupIdSchema }) };

export function failureGroupsRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/failures/groups',
    {
      schema: {
        tags,
        summary: 'Failures of one cause together, over all branches, those with most failures first',
        querystring: failureGroupQuerySchema,
        response: answers(200, 'A page', failureGroupPageSchema),
      },
    },
    async (request) => {
      const { query } = request;
      const page = await listFailureGroups(deps.db, filterOf(query), scopeOf(request), pageAsk(query, byCount));
      return pageAnswer(page, failureGroupAnswer);
    },
  );
  app.get(
    '/api/failures/groups/:group',
    {
      schema: {
        tags,
        summary: 'One group, what of it stands',
        params: failureGroupParamsSchema,
        response: answers(200, 'As it is now', failureGroupSchema),
      },
    },
    async (request) => {
      const found = await findFailureGroup(deps.db, request.params.group, scopeOf(request));
      if (found === undefined) throw notFound('failure_group.not_found', 'Nothing of this group stands, or there is none.');
      return failureGroupAnswer(found);
    },
  );
}
