import { closeSession } from '@branch-sync/db';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { identifyByCookie } from '../../access/identify.ts';
import { nextPath } from '../../access/next-path.ts';
import { requestOrigin } from '../../access/same-origin.ts';
import { sessionCookie } from '../../access/session-cookie.ts';
import type { ApiDeps } from '../../api-deps.ts';
import type { App } from '../../app.ts';
import { signedInPage, signInPage } from '../../pages/sign-in-page.ts';
import { ProblemError } from '../../problems/problem-error.ts';
import { enter } from '../../sign-in/enter.ts';
import { createOidcProvider } from '../../sign-in/oidc/provider.ts';
import { type Proof, proveByKey, proveByOdoo, proveByPassword } from '../../sign-in/prove.ts';
import { noSuchWay } from '../../sign-in/refused.ts';
import { oidcRoutes } from './oidc.ts';
import { pageOnError, sendPage } from './send-page.ts';

const nextSchema = z.string().max(2_000).optional().catch(undefined);
const querySchema = z.object({ next: nextSchema });
const textField = z.string().max(1_000).catch('');
const formSchema = z.object({
  way: z.enum(['odoo', 'local', 'key']).catch('key'),
  login: textField.transform((text) => text.trim()),
  password: textField,
  key: textField.transform((text) => text.trim()),
  next: nextSchema,
});
type SignInForm = z.infer<typeof formSchema>;

/** The sign-in for people: pages without a script, and a cookie for whoever proves to be somebody. */
export function signInRoutes(app: App, deps: ApiDeps): void {
  const cookie = sessionCookie(deps.publicUrl);
  const { oidc } = deps.access;
  const provider = oidc && createOidcProvider(oidc, new URL('/sign-in/oidc/callback', deps.publicUrl).href);
  const ways = { with: deps.access.signInWith, oidcName: provider?.name ?? null };
  const schema = { hide: true };

  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 8_192 }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  app.get(
    '/sign-in',
    { schema: { ...schema, querystring: querySchema }, errorHandler: pageOnError(ways) },
    async (request, reply) => {
      const next = nextPath(request.query.next);
      // Never by a key: whoever guesses would be told here, as often as they like.
      const identity = await identifyByCookie(deps, request, cookie.name);
      if (identity !== null) return sendPage(reply, 200, signedInPage(identity, next));
      return sendPage(reply, 200, signInPage({ ways, next, problem: null, tried: null }));
    },
  );

  app.post(
    '/sign-in',
    { schema: { ...schema, body: formSchema.nullish() }, errorHandler: pageOnError(ways) },
    async (request, reply) => {
      refuseOtherPages(request, deps.publicUrl);
      const proof = await prove(deps, request.body ?? formSchema.parse({}), request.ip);
      await enter(deps, request, reply, proof);
      return reply.redirect(nextPath(request.body?.next), 303);
    },
  );

  app.post('/sign-out', { schema }, async (request, reply) => {
    refuseOtherPages(request, deps.publicUrl);
    const token = request.cookies[cookie.name];
    const from = { address: request.ip, requestId: request.id };
    if (token !== undefined) await deps.db.transaction((tx) => closeSession(tx, token, from));
    reply.clearCookie(cookie.name, cookie.options);
    return reply.redirect('/sign-in', 303);
  });

  oidcRoutes(app, deps, provider, ways);
}

function prove(deps: ApiDeps, { way, login, password, key }: SignInForm, address: string): Promise<Proof> {
  if (!deps.access.signInWith.includes(way)) throw noSuchWay();
  if (way === 'key') return proveByKey(deps, key, address);
  const credentials = { login, password };
  return way === 'odoo' ? proveByOdoo(deps, credentials, address) : proveByPassword(deps, credentials, address);
}

/** Another site could else sign a person in as somebody else, or out. */
function refuseOtherPages(request: FastifyRequest, publicUrl: string): void {
  if (requestOrigin(request, publicUrl) !== 'other') return;
  throw new ProblemError(403, {
    code: 'access.cross_site',
    detail: 'This form was not sent by our own page. Open it here, and try again.',
  });
}
