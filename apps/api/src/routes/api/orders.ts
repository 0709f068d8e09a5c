import { orderPageSchema, orderQuerySchema } from '@branch-sync/contract';
import { listOrders } from '@branch-sync/db';
import { scopeOf } from '../../access/identity.ts';
import { openInCentral } from '../../answers/open-in-central.ts';
import { orderAnswer } from '../../answers/order.ts';
import type { ApiDeps } from '../../api-deps.ts';
import type { App } from '../../app.ts';
import { byId, pageAnswer, pageAsk } from '../../paging/cursor.ts';
import { answers } from '../answers.ts';

export function ordersRoute(app: App, deps: ApiDeps): void {
  app.get(
    '/api/orders',
    {
      schema: {
        tags: ['Orders'],
        summary: 'The ledger: what became of each POS order, the newest entries first',
        querystring: orderQuerySchema,
        response: answers(200, 'A page', orderPageSchema),
      },
    },
    async (request) => {
      const { from, to, ...filter } = request.query;
      const sold = { from: from === undefined ? undefined : new Date(from), to: to === undefined ? undefined : new Date(to) };
      const page = await listOrders(deps.db, { ...filter, ...sold }, scopeOf(request), pageAsk(filter, byId));
      const open = await openInCentral(deps.db);
      return pageAnswer(page, (row) => orderAnswer(row, open));
    },
  );
}
