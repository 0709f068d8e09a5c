import type { LightMyRequestResponse } from 'fastify';
import type { Method, TestApi } from './an-api.ts';

/** A browser as far as cookies and the headers that tell where a request comes from go. */
export interface Browser {
  /** What a person types into one of the sign-in page's forms. */
  signIn(form: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>;
  /** A call from one of our own pages. */
  call(method: Method, url: string, body?: unknown): Promise<LightMyRequestResponse>;
  /** The session's cookie; empty before a sign-in. */
  cookie: string;
}

export function aBrowser(api: TestApi, { remoteAddress = '127.0.0.1' }: { readonly remoteAddress?: string } = {}): Browser {
  const browser: Browser = {
    cookie: '',
    async signIn(form) {
      const answer = await api.app.inject({
        method: 'POST',
        url: '/sign-in',
        remoteAddress,
        headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: browser.cookie, 'user-agent': 'Test browser' },
        payload: new URLSearchParams(form).toString(),
      });
      const [set] = answer.cookies;
      if (set !== undefined) browser.cookie = `${set.name}=${set.value}`;
      return answer;
    },
    call(method, url, body) {
      const headers = { cookie: browser.cookie, 'sec-fetch-site': 'same-origin' };
      return api.call(method, url, { as: null, headers, ...(body === undefined ? {} : { body }) });
    },
  };
  return browser;
}

/** What the sign-in page says is wrong. */
export function alertOf({ body }: LightMyRequestResponse): string | undefined {
  return /role="alert">([^<]*)</.exec(body)?.[1];
}
