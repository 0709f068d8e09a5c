import { centralRecordQuerySchema, odooRecordListSchema } from '@branch-sync/contract';
import { lookInCentral, searchRecords } from '@branch-sync/sync';
import { odooRecordsAnswer } from '../../../answers/odoo-record.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { requireSeen } from '../../../problems/require-seen.ts';
import { answers } from '../../answers.ts';

export function centralRecordsRoute(app: App, deps: ApiDeps): void {
  app.get(
    '/api/central/records',
    {
      schema: {
        tags: ['Central'],
        summary:
          'Search central’s records, to choose one: customers, users, warehouses, products, taxes and the like; within 15 seconds',
        querystring: centralRecordQuerySchema,
        response: answers(200, 'By name', odooRecordListSchema),
      },
    },
    async ({ query: { q: text, ...ask } }) => {
      const signal = AbortSignal.timeout(deps.connectionTestMs);
      const look = await lookInCentral(deps, (client) => searchRecords(client, { ...ask, text }, signal));
      return odooRecordsAnswer(requireSeen(look));
    },
  );
}
