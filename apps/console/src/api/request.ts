import type { Problem } from '@branch-sync/contract';
import { sessionEnded } from './session-end.ts';

/** The API's refusal, in its own words (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** Nothing answered: the line, or the API, is down. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

interface Ask {
  readonly query?: Query | undefined;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Asks the API. Its answers have the types of packages/contract: it has checked them by the same schemas before it sent them, and page and API are
 * built as one. Throws `ProblemError`, `NoAnswerError`, and `AbortError` where `signal` says so.
 */
export async function request<Answer>(method: string, path: string, { query, body, signal, headers }: Ask = {}): Promise<Answer> {
  const answer = await fetch(withQuery(path, query), {
    method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new NoAnswerError('branch-sync does not answer. Check your connection; it is tried again by itself.');
  });
  if (answer.status === 204) return undefined as Answer;
  if (answer.ok) return (await answer.json()) as Answer;
  throw await problemOf(answer);
}

/** The same, for a page of a list or anything else that is only looked at. */
export function get<Answer>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer> {
  return request<Answer>('GET', path, { query, signal });
}

/** A path with its query; what is undefined or empty is left out. */
export function withQuery(path: string, query: Query = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

async function problemOf(answer: Response): Promise<Error> {
  if (answer.status === 401) sessionEnded.tell();
  const isProblem = (answer.headers.get('content-type') ?? '').includes('application/problem+json');
  if (isProblem) return new ProblemError((await answer.json()) as Problem);
  return new NoAnswerError(
    `branch-sync cannot be reached: ${answer.status} came from something in between. It is tried again by itself.`,
  );
}
