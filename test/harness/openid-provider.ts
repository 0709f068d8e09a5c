import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { onTestFinished, vi } from 'vitest';

/** A real OpenID provider on this machine, whose people need no password. */
export interface OpenIdProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Goes where the browser was sent, as somebody, and gives where the provider sends it back to. */
  visit(url: string, as: string): Promise<string>;
}

type Claims = Readonly<Record<string, unknown>>;

/** `people` are claims by account; where `inIdToken` is false, groups are told by userinfo alone, as most providers do. */
export async function anOpenIdProvider(
  redirectUri: string,
  people: Readonly<Record<string, Claims>>,
  { inIdToken = false, isPublic = false }: { readonly inIdToken?: boolean; readonly isPublic?: boolean } = {},
): Promise<OpenIdProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { clientId: 'branch-sync', clientSecret: 'oidc-client-canary-secret' };
  // It says at length that a test's keys and memory are not for production.
  const said = (['warn', 'info'] as const).map((level) => vi.spyOn(console, level).mockImplementation(() => undefined));
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        redirect_uris: [redirectUri],
        ...(isPublic ? { token_endpoint_auth_method: 'none' as const } : { client_secret: client.clientSecret }),
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'], email: ['email'] },
    conformIdTokenClaims: !inIdToken,
    cookies: { keys: ['a key of a test'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: client.clientId, accountId: oidc.session?.accountId ?? '' });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });

  const callback = provider.callback();
  let visitor = '';
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void callback(request, response);
    void provider.interactionFinished(request, response, { login: { accountId: visitor } });
  });
  onTestFinished(() => {
    for (const one of said) one.mockRestore();
    server.close();
  });
  return {
    issuer,
    ...client,
    async visit(url, as) {
      visitor = as;
      const cookies = new Map<string, string>();
      for (let next = url; ; ) {
        const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
        const answer = await fetch(next, { redirect: 'manual', headers });
        for (const set of answer.headers.getSetCookie()) {
          const [name = '', value = ''] = (set.split(';', 1)[0] ?? '').split('=', 2);
          cookies.set(name, value);
        }
        const location = answer.headers.get('location');
        if (location === null) throw new Error(`The provider answers ${answer.status} at ${next}: ${await answer.text()}`);
        next = new URL(location, next).href;
        if (next.startsWith(redirectUri)) return next;
      }
    },
  };
}
