import type { OidcSettings } from '@branch-sync/config';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  type IDToken,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type UserInfoResponse,
} from 'openid-client';
import { z } from 'zod';

/** What a sign-in that is under way must be told again when it comes back (RFC 6749 state, RFC 7636 PKCE, OpenID nonce). */
export const pendingSignInSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string() });
export type PendingSignIn = z.infer<typeof pendingSignInSchema>;

/** What a provider says of somebody. */
export interface OidcAccount {
  /** Issuer and `sub`: the only pair that stays theirs. */
  readonly subject: string;
  readonly login: string;
  readonly name: string;
  readonly groups: readonly string[];
}

/** An OpenID provider, found by its discovery document the first time that it is needed. */
export interface OidcProvider {
  readonly name: string;
  /** Where to send the browser, and what to remember until it comes back. Throws what the network throws. */
  begin(next: string): Promise<{ readonly url: URL; readonly pending: PendingSignIn }>;
  /** Who has come back. Throws what openid-client throws for an answer that is not the provider's, or not to this sign-in. */
  complete(callback: URL, pending: PendingSignIn): Promise<OidcAccount>;
}

const answerWithinSeconds = 10;

/** `redirectUri` is where the provider sends browsers back to: it must be registered there. */
export function createOidcProvider(settings: OidcSettings, redirectUri: string): OidcProvider {
  const { issuer, clientId, clientSecret, scopes, groupsClaim, name } = settings;
  let found: Promise<Configuration> | null = null;

  const provider = () => {
    found ??= discovery(new URL(issuer), clientId, clientSecret?.reveal(), clientSecret === null ? None() : undefined, {
      timeout: answerWithinSeconds,
      // Settings take http for an issuer on this machine alone.
      execute: issuer.startsWith('http:') ? [allowInsecureRequests] : [],
    }).catch((error: unknown) => {
      found = null;
      throw error;
    });
    return found;
  };

  return {
    name,
    async begin(next) {
      const pending = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), next };
      const url = buildAuthorizationUrl(await provider(), {
        redirect_uri: redirectUri,
        scope: scopes,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      });
      return { url, pending };
    },
    async complete(callback, { state, nonce, verifier }) {
      const config = await provider();
      const tokens = await authorizationCodeGrant(config, callback, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('The provider sent no ID token.');
      // Providers keep ID tokens short: what is not in there is in userinfo.
      const isWhole = groupsClaim in claims || config.serverMetadata().userinfo_endpoint === undefined;
      const more = isWhole ? {} : await fetchUserInfo(config, tokens.access_token, claims.sub);
      return accountOf(claims, { ...more, ...claims }, groupsClaim);
    },
  };
}

const textSchema = z.string().min(1).optional().catch(undefined);
const groupsSchema = z
  .union([z.array(z.string()), z.string().transform((one) => [one])])
  .optional()
  .catch(undefined);

function accountOf({ iss, sub }: IDToken, said: Partial<UserInfoResponse>, groupsClaim: string): OidcAccount {
  const [preferred, email, name] = [said.preferred_username, said.email, said.name].map((value) => textSchema.parse(value));
  const login = (preferred ?? email ?? sub).slice(0, 200);
  return {
    subject: `${iss} ${sub}`,
    login,
    name: (name ?? login).slice(0, 200),
    groups: groupsSchema.parse(said[groupsClaim]) ?? [],
  };
}
