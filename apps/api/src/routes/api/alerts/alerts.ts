import {
  alertCountsSchema,
  alertDetailSchema,
  alertPageSchema,
  alertQuerySchema,
  alertSchema,
  idParamsSchema,
} from '@branch-sync/contract';
import { acknowledgeAlert, countOpenAlerts, deliveriesOf, findAlert, listAlerts } from '@branch-sync/db';
import { actorOf, scopeOf } from '../../../access/identity.ts';
import { alertAnswer, alertDetailAnswer } from '../../../answers/alert.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { byId, pageAnswer, pageAsk } from '../../../paging/cursor.ts';
import { notFound } from '../../../problems/not-found.ts';
import { answers } from '../../answers.ts';

const tags = ['Alerts'];
const params = idParamsSchema;

export function alertsRoutes(app: App, { db }: ApiDeps): void {
  app.get(
    '/api/alerts',
    {
      schema: {
        tags,
        summary: 'Alerts, those that stand and those that are over, the newest first',
        querystring: alertQuerySchema,
        response: answers(200, 'A page', alertPageSchema),
      },
    },
    async (request) => {
      const { state, kind, branch, ...page } = request.query;
      const filter = { kind, branch, isOpen: state === undefined ? undefined : state === 'open' };
      return pageAnswer(await listAlerts(db, filter, scopeOf(request), pageAsk(page, byId)), alertAnswer);
    },
  );
  app.get(
    '/api/alerts/counts',
    { schema: { tags, summary: 'How many alerts stand', response: answers(200, 'As it is now', alertCountsSchema) } },
    async (request) => countOpenAlerts(db, scopeOf(request)),
  );
  app.get(
    '/api/alerts/:id',
    {
      schema: {
        tags,
        summary: 'One alert, and what was sent of it',
        params,
        response: answers(200, 'As it is now', alertDetailSchema),
      },
    },
    async (request) => {
      const found = await findAlert(db, request.params.id, scopeOf(request));
      if (found === undefined) throw noSuchAlert();
      return alertDetailAnswer(found, await deliveriesOf(db, found.alert.id));
    },
  );
  app.post(
    '/api/alerts/:id/acknowledge',
    {
      schema: {
        tags,
        summary: 'Say that somebody looks after an alert: it is not told again before it is over',
        params,
        response: answers(200, 'As it is now', alertSchema),
      },
    },
    async (request) => {
      const found = await acknowledgeAlert(db, actorOf(request), request.params.id, scopeOf(request));
      if (found === undefined) throw noSuchAlert();
      return alertAnswer(found);
    },
  );
}

const noSuchAlert = () => notFound('alert.not_found', 'There is no alert of this id.');
