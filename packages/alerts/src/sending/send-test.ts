import type { AlertChannel, AlertPayload } from '@branch-sync/db';
import { uuidv7 } from 'uuidv7';
import type { DeliveryDeps } from './deliver.ts';
import { mailText } from './mail-text.ts';
import type { SendingOutcome } from './outcome.ts';
import { sendWebhook } from './send-webhook.ts';

/** Sends a test by a channel at once, and says what came of it. It is sent whether the channel is on or not. */
export async function sendTestAlert(
  deps: Pick<DeliveryDeps, 'secretBox' | 'limits' | 'mailer'>,
  channel: AlertChannel,
  at: Date,
  publicUrl: string,
): Promise<SendingOutcome> {
  const id = uuidv7();
  const payload = testPayload(id, channel.name, at, publicUrl);
  if (channel.kind === 'webhook') return sendWebhook(deps, channel, { id, payload, at });
  return deps.mailer.send({ ...mailText([payload]), id, to: channel.recipients ?? [], answers: [] });
}

function testPayload(id: string, name: string, at: Date, publicUrl: string): AlertPayload {
  return {
    type: 'alert.test',
    timestamp: at.toISOString(),
    data: {
      id,
      kind: 'test',
      severity: 'warning',
      title: `A test of the channel ${name}`,
      message: 'Somebody has asked for it in the console. Nothing is wrong.',
      branch: null,
      since: at.toISOString(),
      resolvedAt: null,
      figures: {},
      link: `${publicUrl.replace(/\/$/, '')}/settings/alerts`,
    },
  };
}
