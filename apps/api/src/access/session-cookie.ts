import type { CookieSerializeOptions } from '@fastify/cookie';

/**
 * The cookie's name and attributes. Over https the `__Host-` prefix keeps other hosts of the domain from setting it. Lax, not Strict: a link in a
 * mail leads to what it names and not to the sign-in; what changes something must come from our own pages anyway.
 */
export function sessionCookie(publicUrl: string): { readonly name: string; readonly options: CookieSerializeOptions } {
  const secure = new URL(publicUrl).protocol === 'https:';
  return {
    name: secure ? '__Host-bs_session' : 'bs_session',
    options: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
  };
}
