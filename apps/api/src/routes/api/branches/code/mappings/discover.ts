import { branchParamsSchema, mappingDiscoverySchema } from '@branch-sync/contract';
import { actorOf } from '../../../../../access/identity.ts';
import type { ApiDeps } from '../../../../../api-deps.ts';
import type { App } from '../../../../../app.ts';
import { requireBranch } from '../../../../../connections/branches.ts';
import { discoverMappings } from '../../../../../mappings/discover.ts';
import { answers } from '../../../../answers.ts';

export function mappingsDiscoverRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/branches/:code/mappings/discover',
    {
      schema: {
        tags: ['Mappings'],
        summary:
          'Ask a branch which users, taxes, ways of paying and units there are, so that they can be mapped before its first order; within 15 seconds',
        params: branchParamsSchema,
        response: answers(200, 'What is known now; the mappings list it', mappingDiscoverySchema),
      },
    },
    async (request) => {
      const { branch } = await requireBranch(deps.db, request.params.code);
      return discoverMappings(deps, actorOf(request), branch);
    },
  );
}
