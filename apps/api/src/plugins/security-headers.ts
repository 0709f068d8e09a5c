import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import plugin from 'fastify-plugin';

/** Headers that keep browsers from doing what no page of ours asks for. The queue page and the documents live with them. */
export const securityHeaders = plugin(async (app: FastifyInstance, { publicUrl }: { readonly publicUrl: string }) => {
  const isHttps = new URL(publicUrl).protocol === 'https:';
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The queue page and the documents write styles into elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Not `no-referrer`: with it browsers send `Origin: null` from our own forms, and the check of where they come from fails.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isHttps ? { maxAge: 365 * 24 * 3600 } : false,
    crossOriginOpenerPolicy: isHttps,
    originAgentCluster: isHttps,
  });
});
