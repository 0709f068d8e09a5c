import { branchConnectionInputSchema, connectionCheckSchema } from '@branch-sync/contract';
import { actorOf } from '../../../access/identity.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { tryConnection } from '../../../connections/try-connection.ts';
import { answers } from '../../answers.ts';

export function newBranchTestRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/branches/test',
    {
      schema: {
        tags: ['Branches'],
        summary: 'Try a connection before there is a branch of it; nothing is kept; within 15 seconds',
        body: branchConnectionInputSchema,
        response: answers(200, 'What was found', connectionCheckSchema),
      },
    },
    async (request) => tryConnection(deps, actorOf(request), request.body),
  );
}
