import { problemSchema } from '@branch-sync/contract';
import type { z } from 'zod';

/** The `response` part of a route's schema: what a success looks like, and that all else is a problem. */
export function answers<Status extends number, Answer extends z.ZodType>(status: Status, description: string, schema: Answer) {
  const success = { description, content: { 'application/json': { schema } } };
  return {
    [status]: success,
    default: { description: 'A problem (RFC 9457).', content: { 'application/problem+json': { schema: problemSchema } } },
  } as { [S in Status]: typeof success } & { default: { description: string; content: object } };
}
