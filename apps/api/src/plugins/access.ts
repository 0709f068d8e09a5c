import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import plugin from 'fastify-plugin';
import { identify } from '../access/identify.ts';
import { type Access, accessOf, accessOfUnknown } from '../access/permissions.ts';
import { refusalOf } from '../access/refusal.ts';
import { requestOrigin } from '../access/same-origin.ts';
import { sessionCookie } from '../access/session-cookie.ts';
import type { ApiDeps } from '../api-deps.ts';
import { sendProblem } from '../problems/send-problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Nobody gets by who may not: routes are matched with the table when they are registered (one that is missing there stops the start), requests when
 * they come in, before their body is read. Unknown paths need somebody who is known, like all others.
 */
export const access = plugin(async (app: FastifyInstance, deps: ApiDeps) => {
  const cookie = sessionCookie(deps.publicUrl);
  app.decorateRequest('identity', null);

  app.addHook('onRoute', (route) => {
    const methods = Array.isArray(route.method) ? route.method : [route.method];
    const [first, ...others] = methods.map((method) => accessOf(method, route.url));
    if (first === undefined || others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) {
      throw new Error(`${methods.join(', ')} ${route.url} would need one permission for all of its methods.`);
    }
    route.config = { ...route.config, access: first };
  });

  app.addHook('onRequest', async (request, reply) => {
    const needed = request.routeOptions.config.access ?? accessOfUnknown;
    if (needed === 'open') return;
    const identity = await identify(deps, request, cookie.name);
    if (identity === null) return refuseStranger(request, reply);
    const isByCookie = identity.session !== null;
    if (isByCookie && !safeMethods.has(request.method) && requestOrigin(request, deps.publicUrl) !== 'same') {
      return sendProblem(reply, 403, { code: 'access.cross_site', detail: 'This request does not come from our own pages.' });
    }
    const refusal = await refusalOf(deps.db, identity, needed, request);
    if (refusal !== null) return sendProblem(reply, 403, refusal);
    request.identity = identity;
  });
});

/** People are led to the sign-in and back, programs are told what is missing. */
function refuseStranger(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const isPerson = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
  if (isPerson) return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303);
  reply.header('www-authenticate', 'Bearer');
  return sendProblem(reply, 401, {
    code: 'access.no_key',
    detail: 'Send a valid API key ("Authorization: Bearer KEY"), or sign in first.',
  });
}
