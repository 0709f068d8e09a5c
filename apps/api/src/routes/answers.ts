import { problemSchema } from '@branch-sync/contract';
import type { z } from 'zod';

/** The `response` part of a route's schema: what a success looks like, and that all else is a problem. */
export function answers<Status extends number, Answer extends z.ZodType, Type extends string = 'application/json'>(
  status: Status,
  description: string,
  schema: Answer,
  type: Type | 'application/json' = 'application/json',
) {
  const success = { description, content: { [type]: { schema } } } as {
    readonly description: string;
    readonly content: { readonly [T in Type]: { readonly schema: Answer } };
  };
  return {
    [status]: success,
    default: { description: 'A problem (RFC 9457).', content: { 'application/problem+json': { schema: problemSchema } } },
  } as { [S in Status]: typeof success } & { default: { description: string; content: object } };
}
