import type { CookieSerializeOptions } from '@fastify/cookie';

/** How long a sign-in holds. */
export const sessionTtlMs = 12 * 60 * 60_000;

/** The cookie's name and attributes. Over https the `__Host-` prefix keeps other hosts of the domain from setting it. */
export function sessionCookie(publicUrl: string): { readonly name: string; readonly options: CookieSerializeOptions } {
  const secure = new URL(publicUrl).protocol === 'https:';
  return {
    name: secure ? '__Host-bs_session' : 'bs_session',
    options: { httpOnly: true, sameSite: 'strict', secure, path: '/' },
  };
}
