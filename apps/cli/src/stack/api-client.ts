import type { z } from 'zod';

/** The HTTP interface, spoken as any other client would: a key, JSON, problem details. */
export interface ApiClient {
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>;
  send<T>(method: 'POST' | 'PUT', path: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
  /** Whether a GET is answered with success. */
  exists(path: string): Promise<boolean>;
}

/** The API answered with a problem (RFC 9457). */
export class ApiProblemError extends Error {
  override readonly name = 'ApiProblemError';
  readonly status: number;

  constructor(method: string, path: string, status: number, problem: string) {
    super(`${method} ${path} was answered with ${status}: ${problem}`);
    this.status = status;
  }
}

/** A client for one API; its calls end with `signal`. Throws `ApiProblemError`, and `ZodError` for an unknown answer. */
export function createApiClient(apiUrl: string, apiKey: string, signal: AbortSignal): ApiClient {
  async function call(method: string, path: string, body?: unknown): Promise<Response> {
    return await fetch(`${apiUrl}/api${path}`, {
      method,
      signal,
      headers: { authorization: `Bearer ${apiKey}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
  async function parsed<T>(method: string, path: string, answer: Response, schema: z.ZodType<T>): Promise<T> {
    const text = await answer.text();
    if (!answer.ok) throw new ApiProblemError(method, path, answer.status, text.slice(0, 500));
    return schema.parse(JSON.parse(text));
  }
  return {
    get: async (path, schema) => parsed('GET', path, await call('GET', path), schema),
    send: async (method, path, body, schema) => parsed(method, path, await call(method, path, body), schema),
    exists: async (path) => {
      const answer = await call('GET', path);
      await answer.body?.cancel();
      return answer.ok;
    },
  };
}
