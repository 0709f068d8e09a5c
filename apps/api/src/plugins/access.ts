import type { FastifyInstance } from 'fastify';
import plugin from 'fastify-plugin';
import { type Access, accessOf, accessOfUnknown } from '../access/permissions.ts';
import { refusalOf } from '../access/refusal.ts';
import { requestOrigin, safeMethods } from '../access/same-origin.ts';
import type { ApiDeps } from '../api-deps.ts';
import { sendProblem } from '../problems/send-problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
}

/**
 * Nobody gets by who may not: routes are matched with the table when they are registered (one that is missing there stops the start), requests when
 * they come in, before their body is read. Who asks is known by then.
 */
export const access = plugin(async (app: FastifyInstance, deps: ApiDeps) => {
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
    const { identity } = request;
    if (needed === 'open') return;
    if (identity === null) throw new Error('Nobody has said whose request it is.');
    const isByCookie = identity.session !== null;
    if (isByCookie && !safeMethods.has(request.method) && requestOrigin(request, deps.publicUrl) !== 'same') {
      return sendProblem(reply, 403, { code: 'access.cross_site', detail: 'This request does not come from our own pages.' });
    }
    const refusal = await refusalOf(deps.db, identity, needed, request);
    if (refusal !== null) return sendProblem(reply, 403, refusal);
  });
});
