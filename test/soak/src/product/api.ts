import { setTimeout as pause } from 'node:timers/promises';

/** What the API answered; null: it did not. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The HTTP interface, as a patient client uses it. */
export interface Api {
  /** One call; null where no answer came. */
  call(method: Method, path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer | null>;
  /** The same call again and again, until the API neither is away nor says that something is wrong with itself (5xx). */
  insist(method: Method, path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
}

type Method = 'GET' | 'POST' | 'PUT';

const answerWithinMs = 10_000;
const againAfterMs = 400;

/** The API at a URL, called with a key, until `signal` is aborted. */
export function apiAt(url: string, key: string, signal: AbortSignal): Api {
  const call: Api['call'] = async (method, path, body, headers = {}) => {
    try {
      const answer = await fetch(`${url}/api${path}`, {
        method,
        signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      return { status: answer.status, body: await answer.json() };
    } catch {
      return null;
    }
  };
  return {
    call,
    async insist(...request) {
      for (;;) {
        signal.throwIfAborted();
        const answer = await call(...request);
        if (answer !== null && answer.status < 500) return answer;
        await pause(againAfterMs, undefined, { signal });
      }
    },
  };
}
