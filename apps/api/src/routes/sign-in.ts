import { closeSession, openSession } from '@branch-sync/db';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { identify, identifyKey } from '../access/identify.ts';
import { nextPath } from '../access/next-path.ts';
import { requestOrigin } from '../access/same-origin.ts';
import { sessionCookie, sessionTtlMs } from '../access/session-cookie.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { App } from '../app.ts';
import { signedInPage, signInPage } from '../pages/sign-in-page.ts';
import { signInPolicy } from '../pages/sign-in-style.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { problemOfError } from '../problems/problem-of-error.ts';

const querySchema = z.object({ next: z.string().max(2_000).optional().catch(undefined) });
const formSchema = z.object({ key: z.string().trim().catch(''), next: z.string().max(2_000).optional().catch(undefined) });

/** Tries in a minute from one address: a key is beyond guessing, but nobody needs to be let try. */
const triesPerMinute = 10;

/** The sign-in for people: a key in, a cookie out. Pages without a script. */
export function signInRoutes(app: App, deps: ApiDeps): void {
  const cookie = sessionCookie(deps.publicUrl);
  const schema = { hide: true };

  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 8_192 }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  app.get('/sign-in', { schema: { ...schema, querystring: querySchema } }, async (request, reply) => {
    const next = nextPath(request.query.next);
    const identity = await identify(deps.db, request, cookie.name);
    return sendPage(reply, 200, identity === null ? signInPage({ next, problem: null }) : signedInPage(identity, next));
  });

  app.post(
    '/sign-in',
    {
      schema: { ...schema, body: formSchema.nullish() },
      config: { rateLimit: { max: triesPerMinute, timeWindow: '1 minute' } },
      errorHandler: (error, request, reply) => {
        const { status, content } = problemOfError(error);
        if (status >= 500) request.log.error({ err: error }, 'sign-in failed');
        void sendPage(reply, status, signInPage({ next: '/', problem: content.detail }));
      },
    },
    async (request, reply) => {
      refuseOtherPages(request, deps.publicUrl);
      const next = nextPath(request.body?.next);
      const identity = await identifyKey(deps.db, request.body?.key ?? '');
      if (identity === null) {
        request.log.warn('sign-in refused');
        return sendPage(reply, 401, signInPage({ next, problem: 'This key does not open. Check it, or ask for a new one.' }));
      }
      const token = await openSession(deps.db, identity.keyId, sessionTtlMs);
      reply.setCookie(cookie.name, token, { ...cookie.options, maxAge: sessionTtlMs / 1000 });
      return reply.redirect(next, 303);
    },
  );

  app.post('/sign-out', { schema }, async (request, reply) => {
    refuseOtherPages(request, deps.publicUrl);
    const token = request.cookies[cookie.name];
    if (token !== undefined) await closeSession(deps.db, token);
    reply.clearCookie(cookie.name, cookie.options);
    return reply.redirect('/sign-in', 303);
  });
}

/** Another site could else sign a person in with a key of its own, or out. */
function refuseOtherPages(request: FastifyRequest, publicUrl: string): void {
  if (requestOrigin(request, publicUrl) !== 'other') return;
  throw new ProblemError(403, {
    code: 'access.cross_site',
    detail: 'This form was not sent by our own page. Open it here, and try again.',
  });
}

function sendPage(reply: FastifyReply, status: number, page: string): FastifyReply {
  reply.header('content-security-policy', signInPolicy).header('cache-control', 'no-store');
  return reply.code(status).type('text/html; charset=utf-8').send(page);
}
