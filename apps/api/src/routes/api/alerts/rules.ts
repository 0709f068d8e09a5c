import {
  alertRuleInputSchema,
  alertRulePageSchema,
  alertRulePatchSchema,
  alertRuleSchema,
  idParamsSchema,
  pageQuerySchema,
} from '@branch-sync/contract';
import { type AlertRule, archiveAlertRule, createAlertRule, listAlertRules, updateAlertRule } from '@branch-sync/db';
import { z } from 'zod';
import { actorOf } from '../../../access/identity.ts';
import { branchIdsOf, changedRule, plainRule } from '../../../alerts/rule-settings.ts';
import { alertRuleAnswers } from '../../../answers/alert-rule.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { byId, pageAnswer, pageAsk } from '../../../paging/cursor.ts';
import { notFound } from '../../../problems/not-found.ts';
import { answers } from '../../answers.ts';

const tags = ['Alerts'];
const params = idParamsSchema;

export function alertRulesRoutes(app: App, { db }: ApiDeps): void {
  const answerOf = async (rule: AlertRule) => (await alertRuleAnswers(db, [rule]))(rule);
  app.get(
    '/api/alerts/rules',
    {
      schema: {
        tags,
        summary: 'The rules of alerts, the oldest first',
        querystring: pageQuerySchema,
        response: answers(200, 'A page', alertRulePageSchema),
      },
    },
    async ({ query }) => {
      const page = await listAlertRules(db, pageAsk(query, byId));
      return pageAnswer(page, await alertRuleAnswers(db, page.rows));
    },
  );
  app.post(
    '/api/alerts/rules',
    { schema: { tags, summary: 'Make a rule', body: alertRuleInputSchema, response: answers(201, 'Made', alertRuleSchema) } },
    async (request, reply) => {
      const { kind, ...given } = request.body;
      const settings = changedRule(plainRule(kind), given, await branchIdsOf(db, given));
      return reply.code(201).send(await answerOf(await createAlertRule(db, actorOf(request), settings)));
    },
  );
  app.patch(
    '/api/alerts/rules/:id',
    {
      schema: {
        tags,
        summary: 'Change a rule',
        params,
        body: alertRulePatchSchema,
        response: answers(200, 'As it is now', alertRuleSchema),
      },
    },
    async (request) => {
      const { body } = request;
      const branchIds = await branchIdsOf(db, body);
      const change = (before: AlertRule) => changedRule(before, body, branchIds);
      const rule = await updateAlertRule(db, actorOf(request), request.params.id, change);
      if (rule === undefined) throw noSuchRule();
      return answerOf(rule);
    },
  );
  app.delete(
    '/api/alerts/rules/:id',
    {
      schema: {
        tags,
        summary: 'Delete a rule; what it has found is resolved',
        params,
        response: answers(204, 'Deleted', z.null()),
      },
    },
    async (request, reply) => {
      if (!(await archiveAlertRule(db, actorOf(request), request.params.id))) throw noSuchRule();
      return reply.code(204).send();
    },
  );
}

const noSuchRule = () => notFound('alert_rule.not_found', 'There is no rule of this id.');
