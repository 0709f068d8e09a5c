import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import plugin from 'fastify-plugin';
import { identify } from '../access/identify.ts';
import { metricsReader } from '../access/metrics-token.ts';
import { sessionCookie } from '../access/session-cookie.ts';
import type { ApiDeps } from '../api-deps.ts';
import { sendProblem } from '../problems/send-problem.ts';

/** Nobody gets by who is not known, but on open routes: unknown paths need somebody like all others. What they may is `access`'s to say. */
export const identification = plugin(async (app: FastifyInstance, deps: ApiDeps) => {
  const cookie = sessionCookie(deps.publicUrl);
  const token = deps.access.metricsToken?.reveal() ?? null;
  app.decorateRequest('identity', null);
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.access === 'open') return;
    request.identity = metricsReader(request, token) ?? (await identify(deps, request, cookie.name));
    if (request.identity === null) return refuseStranger(request, reply);
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
