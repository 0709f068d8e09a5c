import { z } from 'zod';

/** What is wrong with one field of a request. `field` is its path (`receive.everySeconds`), a query's or a header's name. */
export const fieldErrorSchema = z.object({ field: z.string(), message: z.string() });

/** Every answer that is no success: problem details for HTTP (RFC 9457), as `application/problem+json`. */
export const problemSchema = z
  .object({
    /** A URI that names the kind of problem; `about:blank` where the status says it all. */
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    /** The path that was asked. */
    instance: z.string().optional(),
    /** For programs, e.g. `branch.code_taken`. */
    code: z.string().optional(),
    errors: z.array(fieldErrorSchema).optional(),
    /** What the server's log calls this request. */
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });

export type FieldError = z.infer<typeof fieldErrorSchema>;
export type Problem = z.infer<typeof problemSchema>;
