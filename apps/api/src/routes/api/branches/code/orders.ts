import { branchOrderParamsSchema, orderDetailSchema, orderSidesSchema } from '@branch-sync/contract';
import { trackOfOrder } from '@branch-sync/db';
import { lookAtBothSides, orderHistory } from '@branch-sync/sync';
import { openInCentral } from '../../../../answers/open-in-central.ts';
import { orderAnswer } from '../../../../answers/order.ts';
import { orderEventAnswer, orderSidesAnswer } from '../../../../answers/order-detail.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { requireOrder } from '../../../../orders/require-order.ts';
import { answers } from '../../../answers.ts';

const tags = ['Orders'];
const params = branchOrderParamsSchema;

export function branchOrderRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/branches/:code/orders/:id',
    {
      schema: {
        tags,
        summary: 'One order of the ledger, and what happened to it, the first thing first',
        params,
        response: answers(200, 'As far as it is kept', orderDetailSchema),
      },
    },
    async (request) => {
      const found = await requireOrder(deps.db, request.params);
      const [track, open] = await Promise.all([trackOfOrder(deps.db, found.order), openInCentral(deps.db)]);
      return { ...orderAnswer(found, open), history: orderHistory(found.order, track).map(orderEventAnswer) };
    },
  );
  app.get(
    '/api/branches/:code/orders/:id/sides',
    {
      schema: {
        tags,
        summary: 'An order as the till and central have it now, side by side; within 15 seconds',
        params,
        response: answers(200, 'A side that cannot be looked at says why', orderSidesSchema),
      },
    },
    async (request) => {
      const { order, branch } = await requireOrder(deps.db, request.params);
      return orderSidesAnswer(await lookAtBothSides(deps, branch, order, AbortSignal.timeout(deps.connectionTestMs)));
    },
  );
}
