import { branchParamsSchema, branchRecordQuerySchema, odooRecordListSchema } from '@branch-sync/contract';
import { lookInBranch, searchRecords } from '@branch-sync/sync';
import { odooRecordsAnswer } from '../../../../answers/odoo-record.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { requireBranch } from '../../../../connections/branches.ts';
import { requireSeen } from '../../../../problems/require-seen.ts';
import { answers } from '../../../answers.ts';

export function branchOwnRecordsRoute(app: App, deps: ApiDeps): void {
  app.get(
    '/api/branches/:code/branch-records',
    {
      schema: {
        tags: ['Branches'],
        summary: 'Search records of the branch itself, to choose one: its tills; within 15 seconds',
        params: branchParamsSchema,
        querystring: branchRecordQuerySchema,
        response: answers(200, 'By name', odooRecordListSchema),
      },
    },
    async ({ params: { code }, query: { q: text, ...ask } }) => {
      const { branch } = await requireBranch(deps.db, code);
      const signal = AbortSignal.timeout(deps.connectionTestMs);
      const look = await lookInBranch(deps, branch, (client) => searchRecords(client, { ...ask, text }, signal));
      return odooRecordsAnswer(requireSeen(look));
    },
  );
}
