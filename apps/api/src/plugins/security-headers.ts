import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import plugin from 'fastify-plugin';
import { policyOf } from '../security/policies.ts';

/** What no page of ours asks a browser for. */
const permissionsPolicy = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Headers that keep browsers from doing what no page of ours asks for, and answers from being kept where others find them. */
export const securityHeaders = plugin(async (app: FastifyInstance, { publicUrl }: { readonly publicUrl: string }) => {
  const isHttps = new URL(publicUrl).protocol === 'https:';
  await app.register(helmet, {
    // Each area has a policy of its own.
    contentSecurityPolicy: false,
    // Not `no-referrer`: with it browsers send `Origin: null` from our own forms, and the check of where they come from fails.
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    strictTransportSecurity: isHttps ? { maxAge: 365 * 24 * 3600 } : false,
    // Over plain http browsers ignore both, and complain.
    crossOriginOpenerPolicy: isHttps,
    originAgentCluster: isHttps,
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': policyOf(request.routeOptions.url),
      'permissions-policy': permissionsPolicy,
      // What may be kept (the files of pages) says so itself.
      'cache-control': 'no-store',
    });
  });
});
