import { type Problem, problemSchema } from '@branch-sync/contract';
import type { z } from 'zod';

/** The HTTP interface, spoken as any other client would: a key, JSON, problem details. */
export interface ApiClient {
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>;
  send<T>(method: 'POST' | 'PUT', path: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
  /** Whether a GET is answered with success. */
  exists(path: string): Promise<boolean>;
  /** A stream of server-sent events, as it comes; `lastEventId` goes on after an event. Throws `ApiProblemError`. */
  open(path: string, lastEventId: string | null): Promise<ReadableStream<Uint8Array>>;
}

/** The API answered with a problem (RFC 9457); null where what it answered is none. */
export class ApiProblemError extends Error {
  override readonly name = 'ApiProblemError';
  readonly status: number;
  readonly problem: Problem | null;

  constructor(method: string, path: string, status: number, body: string) {
    super(`${method} ${path} was answered with ${status}: ${body.slice(0, 500)}`);
    this.status = status;
    this.problem = problemOf(body);
  }
}

/** A client for one API; its calls end with `signal`. Throws `ApiProblemError`, and `ZodError` for an unknown answer. */
export function createApiClient(apiUrl: string, apiKey: string, signal: AbortSignal): ApiClient {
  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    return await fetch(`${apiUrl}/api${path}`, {
      method,
      signal,
      headers: { authorization: `Bearer ${apiKey}`, ...type, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
  async function parsed<T>(method: string, path: string, answer: Response, schema: z.ZodType<T>): Promise<T> {
    const text = await answer.text();
    if (!answer.ok) throw new ApiProblemError(method, path, answer.status, text);
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
    open: async (path, lastEventId) => {
      const answer = await call('GET', path, undefined, lastEventId === null ? {} : { 'last-event-id': lastEventId });
      if (answer.ok && answer.body !== null) return answer.body;
      throw new ApiProblemError('GET', path, answer.status, await answer.text());
    },
  };
}

function problemOf(body: string): Problem | null {
  try {
    return problemSchema.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}
