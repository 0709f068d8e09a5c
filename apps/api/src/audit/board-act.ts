import { pathParams } from '../access/path-params.ts';
import { safeMethods } from '../access/same-origin.ts';

/** What somebody does on the queue page. */
export interface BoardAct {
  /** `queue.` and what its route says is done: `queue.retry`, `queue.rate-limit.release`. */
  readonly action: string;
  /** Null: all queues. */
  readonly queue: string | null;
  /** Null: the queue as a whole. */
  readonly jobId: string | null;
  /** Whatever else its path and its body say, as far as that are settings: a job's data is nobody's business. */
  readonly detail: Readonly<Record<string, unknown>>;
}

const base = '/queues/api/queues/';
const settings = ['concurrency', 'max', 'duration', 'delay', 'priority'] as const;

/** The act that a request to one of Bull Board's routes is; null where it only looks. */
export function boardActOf({
  method,
  route,
  params,
  body,
}: {
  readonly method: string;
  readonly route: string;
  readonly params: unknown;
  readonly body: unknown;
}): BoardAct | null {
  if (safeMethods.has(method) || !route.startsWith(base)) return null;
  const words = route.slice(base.length).split('/');
  const { queueName, jobId, ...others } = pathParams(params);
  return {
    action: ['queue', ...words.filter((word) => !word.startsWith(':'))].join('.'),
    queue: queueName ?? null,
    jobId: jobId ?? null,
    detail: { ...(jobId === undefined ? {} : { jobId }), ...others, ...settingsOf(body) },
  };
}

function settingsOf(body: unknown): Record<string, number> {
  if (typeof body !== 'object' || body === null) return {};
  const given: Readonly<Record<string, unknown>> = { ...body };
  return Object.fromEntries(
    settings.flatMap((name) => {
      const value = given[name];
      return typeof value === 'number' ? [[name, value]] : [];
    }),
  );
}
