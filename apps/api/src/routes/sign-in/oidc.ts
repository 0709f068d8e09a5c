import { keepProvenPerson, type Person, providerActor } from '@branch-sync/db';
import { z } from 'zod';
import { nextPath } from '../../access/next-path.ts';
import type { ApiDeps } from '../../api-deps.ts';
import type { App } from '../../app.ts';
import type { SignInWays } from '../../pages/sign-in-page.ts';
import { roleOfGroups } from '../../people/role-of-groups.ts';
import { enter } from '../../sign-in/enter.ts';
import { pendingCookie } from '../../sign-in/oidc/pending-cookie.ts';
import type { OidcAccount, OidcProvider } from '../../sign-in/oidc/provider.ts';
import { proofOf } from '../../sign-in/prove.ts';
import { cannotBeAsked, noSuchWay, notAllowed, wrongCredentials } from '../../sign-in/refused.ts';
import { withinTries } from '../../sign-in/try-limits.ts';
import { pageOnError } from './send-page.ts';

const querySchema = z.object({ next: z.string().max(2_000).optional().catch(undefined) });

/** The sign-in at an OpenID provider: there by authorization code with PKCE, and back. */
export function oidcRoutes(app: App, deps: ApiDeps, provider: OidcProvider | null, ways: SignInWays): void {
  const cookie = pendingCookie(deps.publicUrl, deps.secretBox, deps.now);
  const errorHandler = pageOnError(ways);
  const schema = { hide: true };

  app.get('/sign-in/oidc', { schema: { ...schema, querystring: querySchema }, errorHandler }, async (request, reply) => {
    if (provider === null) throw noSuchWay();
    const { url, pending } = await provider.begin(nextPath(request.query.next)).catch((error: unknown) => {
      deps.log.warn({ err: error }, 'the OpenID provider does not answer');
      throw cannotBeAsked(`${provider.name} does not answer. Try again in a moment, or sign in another way.`);
    });
    cookie.set(reply, pending);
    return reply.redirect(url.href, 303);
  });

  app.get('/sign-in/oidc/callback', { schema, errorHandler }, async (request, reply) => {
    if (provider === null) throw noSuchWay();
    const pending = cookie.take(request, reply);
    if (pending === null) throw wrongCredentials('This sign-in took too long, or was begun in another browser. Begin again.');
    const callback = new URL(request.url, deps.publicUrl);
    const proof = await withinTries(deps.db, { address: request.ip, account: null, asksCentral: false }, async () => {
      const account = await provider.complete(callback, pending).catch((error: unknown) => {
        deps.log.warn({ err: error }, 'the OpenID provider’s answer does not do');
        throw wrongCredentials(`${provider.name} did not confirm who you are. Begin again.`);
      });
      return proofOf(await provenPerson(deps, provider, account));
    });
    await enter(deps, request, reply, proof);
    return reply.redirect(pending.next, 303);
  });
}

async function provenPerson(deps: ApiDeps, provider: OidcProvider, { groups, ...account }: OidcAccount): Promise<Person> {
  const { oidc } = deps.access;
  const role = oidc && roleOfGroups(oidc.groups, groups);
  const proven = { ...account, source: 'oidc', role, odooUserId: null, odooGroupIds: null } as const;
  const person = await keepProvenPerson(deps.db, providerActor, proven, deps.now());
  if (person?.role) return person;
  throw notAllowed(`Your account at ${provider.name} is in none of the groups that may in.`);
}
