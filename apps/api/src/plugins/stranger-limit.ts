import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import plugin from 'fastify-plugin';
import type { HttpSettings } from '../http-settings.ts';
import { createKnownCredentials, credentialOf } from '../limits/known-credentials.ts';
import { createUnderWay } from '../limits/under-way.ts';
import { sendTooMany } from '../problems/too-many-requests.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Ends the count of this request among those that nobody has vouched for yet; null: it is not among them. */
    vouch: (() => void) | null;
  }
}

const knownAtMost = 10_000;

/**
 * Limits what one address may try that no key opens: to guess keys costs time. What has opened before is let through whatever else comes from
 * its address, so that nobody shuts out his neighbours behind a proxy; and who shows nothing at all has a count of his own. It stands before
 * the access check, and hears from it who was let in. Per process, in memory.
 */
export const strangerLimit = plugin(async (app: FastifyInstance, { strangersPerMinute: most }: HttpSettings) => {
  app.decorateRequest('vouch', null);
  if (most === 0) return;
  const known = createKnownCredentials(knownAtMost);
  const undecided = createUnderWay();
  const count = app.createRateLimit({ max: most, timeWindow: 60_000, keyGenerator: strangerOf });

  app.addHook('onRequest', async (request, reply) => {
    const credential = credentialOf(request);
    if (isOpen(request) || (credential !== null && known.has(credential))) return;
    const standing = await count(request, { increment: false });
    if (standing.isAllowed) return;
    const stranger = strangerOf(request);
    // Those that come at once count before it is known what becomes of them.
    if (standing.remaining <= undecided.of(stranger)) {
      return sendTooMany(reply, 'Without a valid key one address', most, Math.max(1, standing.ttlInSeconds));
    }
    request.vouch = undecided.enter(stranger);
  });
  app.addHook('preParsing', async (request) => {
    const credential = credentialOf(request);
    if (request.identity !== null && credential !== null) known.add(credential);
    request.vouch?.();
  });
  app.addHook('onSend', async (request, { statusCode }) => {
    if (request.vouch === null) return;
    // People are led to the sign-in (303) where programs are told that their key does not open.
    if (request.identity === null && (statusCode === 401 || statusCode === 303)) await count(request);
    request.vouch();
  });
  app.addHook('onRequestAbort', async (request) => request.vouch?.());
});

function isOpen({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.config.access === 'open';
}

/** An address of IPv4, or a network of IPv6: whoever has one address of it has them all. */
function strangerOf(request: FastifyRequest): string {
  return `${normalizeIP(request.ip, 64)}${credentialOf(request) === null ? ' without a key' : ''}`;
}
