import { branchParamsSchema, salespeopleSchema } from '@branch-sync/contract';
import { listSalespeople, replaceSalespeople } from '@branch-sync/db';
import { actorOf } from '../../../../access/identity.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { requireBranch } from '../../../../connections/branches.ts';
import { answers } from '../../../answers.ts';

const tags = ['Mappings'];
const params = branchParamsSchema;

export function salespeopleRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/branches/:code/salespeople',
    {
      schema: {
        tags,
        summary: 'Who in central sells for which cashier',
        params,
        response: answers(200, 'All of them', salespeopleSchema),
      },
    },
    async (request) => listSalespeople(deps.db, (await requireBranch(deps.db, request.params.code)).branch.id),
  );
  app.put(
    '/api/branches/:code/salespeople',
    {
      schema: {
        tags,
        summary: 'Replace the mapping of cashiers',
        params,
        body: salespeopleSchema,
        response: answers(200, 'As it is now', salespeopleSchema),
      },
    },
    async (request) => {
      const { branch } = await requireBranch(deps.db, request.params.code);
      await replaceSalespeople(deps.db, actorOf(request), branch, request.body);
      return listSalespeople(deps.db, branch.id);
    },
  );
}
