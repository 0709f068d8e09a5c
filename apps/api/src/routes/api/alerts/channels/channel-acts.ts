import { newWebhookSecret, sendTestAlert } from '@branch-sync/alerts';
import { alertTestSchema, createdAlertChannelSchema, idParamsSchema } from '@branch-sync/contract';
import { type AlertChannel, alertChannelSecretPlace, findAlertChannel, recordAudit, updateAlertChannel } from '@branch-sync/db';
import { actorOf } from '../../../../access/identity.ts';
import { alertChannelAnswers } from '../../../../answers/alert-channel.ts';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { noSuchAlertChannel } from '../../../../problems/not-found.ts';
import { ProblemError } from '../../../../problems/problem-error.ts';
import { answers } from '../../../answers.ts';

const tags = ['Alerts'];
const params = idParamsSchema;

/** What an admin does with one channel. */
export function alertChannelActRoutes(app: App, deps: ApiDeps): void {
  const { db, secretBox, publicUrl, connectionTestMs } = deps;
  async function requireChannel(id: string): Promise<AlertChannel> {
    const channel = await findAlertChannel(db, id);
    if (channel === undefined) throw noSuchAlertChannel();
    return channel;
  }
  app.post(
    '/api/alerts/channels/:id/test',
    {
      schema: {
        tags,
        summary: 'Send a test by a channel at once',
        params,
        response: answers(200, 'What came of it', alertTestSchema),
      },
    },
    async (request) => {
      const channel = await requireChannel(request.params.id);
      await recordAudit(db, actorOf(request), { action: 'alert_channel.test', subject: `alert_channel:${channel.id}` });
      const beganAt = performance.now();
      const limits = { ...deps.limits, callTimeoutMs: Math.min(deps.limits.callTimeoutMs, connectionTestMs) };
      const outcome = await sendTestAlert({ ...deps, limits }, channel, deps.now(), publicUrl);
      const ok = outcome.kind === 'sent';
      return {
        ok,
        message: outcome.problem ?? 'It was taken.',
        tookMs: Math.round(performance.now() - beganAt),
      };
    },
  );
  app.post(
    '/api/alerts/channels/:id/rotate-secret',
    {
      schema: {
        tags,
        summary: 'Give a webhook another secret; the one before counts no more',
        params,
        response: answers(200, 'The secret is shown this once', createdAlertChannelSchema),
      },
    },
    async (request, reply) => {
      const { id, kind } = await requireChannel(request.params.id);
      if (kind !== 'webhook') {
        throw new ProblemError(409, { code: 'alert_channel.no_secret', detail: 'Only webhooks have a secret.' });
      }
      const secret = newWebhookSecret();
      const secretEnvelope = secretBox.seal(secret, alertChannelSecretPlace(id));
      const channel = await updateAlertChannel(db, actorOf(request), id, { secretEnvelope });
      if (channel === undefined) throw noSuchAlertChannel();
      return reply.header('cache-control', 'no-store').send({ ...alertChannelAnswers('admin')(channel), secret });
    },
  );
}
