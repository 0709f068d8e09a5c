import { newWebhookSecret } from '@branch-sync/alerts';
import {
  alertChannelInputSchema,
  alertChannelPageSchema,
  alertChannelPatchSchema,
  alertChannelSchema,
  createdAlertChannelSchema,
  idParamsSchema,
  pageQuerySchema,
} from '@branch-sync/contract';
import {
  alertChannelSecretPlace,
  archiveAlertChannel,
  createAlertChannel,
  findAlertChannel,
  listAlertChannels,
  newAlertChannelId,
  updateAlertChannel,
} from '@branch-sync/db';
import { z } from 'zod';
import { actorOf, identityOf } from '../../../../access/identity.ts';
import { alertChannelAnswers } from '../../../../answers/alert-channel.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { byId, pageAnswer, pageAsk } from '../../../../paging/cursor.ts';
import { noSuchAlertChannel } from '../../../../problems/not-found.ts';
import { ProblemError } from '../../../../problems/problem-error.ts';
import { answers } from '../../../answers.ts';

const tags = ['Alerts'];
const params = idParamsSchema;

export function alertChannelsRoutes(app: App, { db, secretBox }: ApiDeps): void {
  app.get(
    '/api/alerts/channels',
    {
      schema: {
        tags,
        summary: 'Where alerts are sent, the oldest first; URLs and addresses are for admins',
        querystring: pageQuerySchema,
        response: answers(200, 'A page', alertChannelPageSchema),
      },
    },
    async (request) => {
      const page = await listAlertChannels(db, pageAsk(request.query, byId));
      return pageAnswer(page, alertChannelAnswers(identityOf(request).role));
    },
  );
  app.post(
    '/api/alerts/channels',
    {
      schema: {
        tags,
        summary: 'Make a channel; a webhook’s secret is made with it',
        body: alertChannelInputSchema,
        response: answers(201, 'Made; the secret is shown this once', createdAlertChannelSchema),
      },
    },
    async (request, reply) => {
      const { kind, name, url = null, recipients = null } = request.body;
      const id = newAlertChannelId();
      const secret = kind === 'webhook' ? newWebhookSecret() : null;
      const secretEnvelope = secret === null ? '' : secretBox.seal(secret, alertChannelSecretPlace(id));
      const channel = await createAlertChannel(db, actorOf(request), { id, kind, name, url, recipients, secretEnvelope });
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...alertChannelAnswers('admin')(channel), secret });
    },
  );
  app.patch(
    '/api/alerts/channels/:id',
    {
      schema: {
        tags,
        summary: 'Change a channel, switch it off or on again',
        params,
        body: alertChannelPatchSchema,
        response: answers(200, 'As it is now', alertChannelSchema),
      },
    },
    async (request) => {
      const { name, url, recipients, isDisabled } = request.body;
      const before = await findAlertChannel(db, request.params.id);
      if (before === undefined) throw noSuchAlertChannel();
      refuseStrange(before.kind === 'webhook' ? { recipients } : { url }, before.kind);
      const channel = await updateAlertChannel(db, actorOf(request), before.id, {
        ...(name === undefined ? {} : { name }),
        ...(url === undefined ? {} : { url }),
        ...(recipients === undefined ? {} : { recipients }),
        isDisabled,
      });
      if (channel === undefined) throw noSuchAlertChannel();
      return alertChannelAnswers('admin')(channel);
    },
  );
  app.delete(
    '/api/alerts/channels/:id',
    {
      schema: {
        tags,
        summary: 'Delete a channel; what waits to be sent there is not sent',
        params,
        response: answers(204, 'Deleted', z.null()),
      },
    },
    async (request, reply) => {
      if (!(await archiveAlertChannel(db, actorOf(request), request.params.id))) throw noSuchAlertChannel();
      return reply.code(204).send();
    },
  );
}

function refuseStrange(fields: Readonly<Record<string, unknown>>, kind: string): void {
  const errors = Object.entries(fields).flatMap(([field, value]) =>
    value === undefined ? [] : [{ field, message: `is not for channels of the kind ${kind}` }],
  );
  const [first] = errors;
  if (first === undefined) return;
  throw new ProblemError(422, {
    code: 'request.invalid',
    detail: `The body is not valid. ${first.field}: ${first.message}.`,
    errors,
  });
}
