import { failureGroupParamsSchema, groupLinkInputSchema, mappingsSetSchema } from '@branch-sync/contract';
import { actorOf, scopeOf } from '../../../../access/identity.ts';
import { requireAct } from '../../../../access/require-act.ts';
import { mappingsSetAnswer } from '../../../../answers/mapping.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { linkGroup } from '../../../../mappings/link-group.ts';
import { answers } from '../../../answers.ts';

export function failureGroupLinkRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/failures/groups/:group/link',
    {
      schema: {
        tags: ['Failures'],
        summary: 'Link the record that a group’s failures are about, in all its branches, and retry them if asked',
        params: failureGroupParamsSchema,
        body: groupLinkInputSchema,
        response: answers(200, 'What was set, and what that cures', mappingsSetSchema),
      },
    },
    async (request) => {
      const { params, body } = request;
      if (body.retry) requireAct(request, 'failures');
      return mappingsSetAnswer(await linkGroup(deps, actorOf(request), params.group, scopeOf(request), body));
    },
  );
}
