import {
  branchParamsSchema,
  branchReconciliationQuerySchema,
  idempotencyHeadersSchema,
  receiveMissingAcceptedSchema,
  receiveMissingInputSchema,
  reconciledDayDetailSchema,
  reconciledDayPageSchema,
  reconciledDayParamsSchema,
  reconciledDayQuerySchema,
} from '@branch-sync/contract';
import { findReconciledDay, listFindings, listReconciledDays } from '@branch-sync/db';
import { actorOf } from '../../../../access/identity.ts';
import { openInCentral } from '../../../../answers/open-in-central.ts';
import { findingAnswer, reconciledDayAnswer } from '../../../../answers/reconciliation.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { requireBranch } from '../../../../connections/branches.ts';
import { byDayAndBranch, byId, pageAnswer, pageAsk } from '../../../../paging/cursor.ts';
import { notFound } from '../../../../problems/not-found.ts';
import { askToReceiveMissing } from '../../../../runs/ask-to-receive-missing.ts';
import { answers } from '../../../answers.ts';

const tags = ['Reconciliation'];

export function branchReconciliationRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/branches/:code/reconciliation',
    {
      schema: {
        tags,
        summary: 'A branch’s days as they were last compared, the newest first',
        params: branchParamsSchema,
        querystring: branchReconciliationQuerySchema,
        response: answers(200, 'A page', reconciledDayPageSchema),
      },
    },
    async ({ params: { code }, query }) => {
      const { branch } = await requireBranch(deps.db, code);
      const page = await listReconciledDays(
        deps.db,
        { ...query, branch: branch.code },
        [branch.id],
        pageAsk(query, byDayAndBranch),
      );
      return pageAnswer(page, ({ day }) => reconciledDayAnswer(day, branch.code));
    },
  );
  app.get(
    '/api/branches/:code/reconciliation/:day',
    {
      schema: {
        tags,
        summary: 'One day, and the orders that its books do not agree on',
        params: reconciledDayParamsSchema,
        querystring: reconciledDayQuerySchema,
        response: answers(200, 'The day, with a page of its findings', reconciledDayDetailSchema),
      },
    },
    async ({ params: { code, day }, query }) => {
      const { branch } = await requireBranch(deps.db, code);
      const found = await findReconciledDay(deps.db, branch.id, day);
      if (found === undefined) throw notFound('reconciliation.not_found', `${day} was not compared for branch "${code}" yet.`);
      const page = await listFindings(deps.db, { branchId: branch.id, day, kind: query.kind }, pageAsk(query, byId));
      const open = await openInCentral(deps.db);
      const findings = pageAnswer(page, (finding) => findingAnswer(finding, open));
      return { ...reconciledDayAnswer(found, branch.code), findings };
    },
  );
  app.post(
    '/api/branches/:code/reconciliation/receive',
    {
      schema: {
        tags,
        summary: 'Receive what the comparison has found missing',
        params: branchParamsSchema,
        headers: idempotencyHeadersSchema,
        body: receiveMissingInputSchema,
        response: answers(202, 'Queued; GET /api/runs/:id tells how each goes', receiveMissingAcceptedSchema),
      },
    },
    async (request, reply) => {
      const { branch } = await requireBranch(deps.db, request.params.code);
      const key = request.headers['idempotency-key'] ?? null;
      return reply.code(202).send(await askToReceiveMissing(deps, actorOf(request), branch, request.body, key));
    },
  );
}
