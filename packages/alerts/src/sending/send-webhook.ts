import { type AlertPayload, alertChannelSecretPlace, type SecretBox } from '@branch-sync/db';
import { ExchangeError, type OdooLimits, sendOnce } from '@branch-sync/odoo';
import { protectSecret } from '@branch-sync/redaction';
import { othersWords, type SendingOutcome } from './outcome.ts';
import { signedHeaders } from './signature.ts';

export interface WebhookDeps {
  readonly secretBox: SecretBox;
  readonly limits: OdooLimits;
}

/** Where a webhook goes. */
export interface WebhookTarget {
  readonly id: string;
  readonly url: string | null;
  readonly secretEnvelope: string;
}

/** A receiver that takes longer has not understood what webhooks are. */
const callTimeoutAtMostMs = 15_000;

/** Calls a webhook, signed. Never throws: whatever happens is an outcome in words. */
export async function sendWebhook(
  { secretBox, limits }: WebhookDeps,
  { id, url, secretEnvelope }: WebhookTarget,
  delivery: { readonly id: string; readonly payload: AlertPayload; readonly at: Date },
): Promise<SendingOutcome> {
  const secret = openSecret(secretBox, id, secretEnvelope);
  if (secret === null || url === null) return failed('Its secret does not open with ENCRYPTION_KEYS: make a new one.');
  const release = protectSecret(secret);
  const body = JSON.stringify(delivery.payload);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'branch-sync',
    ...signedHeaders(secret, delivery.id, delivery.at, body),
  };
  try {
    const { status, beginning } = await sendOnce(url, headers, body, {
      ...limits,
      callTimeoutMs: Math.min(limits.callTimeoutMs, callTimeoutAtMostMs),
    });
    return outcomeOf(status, beginning);
  } catch (error) {
    return failed(error instanceof ExchangeError ? `No answer: ${error.message}` : 'The call could not be made.');
  } finally {
    release();
  }
}

function openSecret(box: SecretBox, channelId: string, envelope: string): string | null {
  try {
    return box.open(envelope, alertChannelSecretPlace(channelId));
  } catch {
    return null;
  }
}

const failed = (problem: string): SendingOutcome => ({ kind: 'failed', problem });

function outcomeOf(status: number, beginning: string): SendingOutcome {
  if (status >= 200 && status < 300) return { kind: 'sent', problem: null };
  if (status === 410) return { kind: 'gone', problem: 'The receiver answered 410 Gone: it wants nothing more.' };
  if (status >= 300 && status < 400) return failed(`The receiver answered ${status}: redirects are not followed.`);
  const words = othersWords(beginning);
  return failed(`The receiver answered ${status}${words === '' ? '.' : `: ${words}`}`);
}
