import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { nextPath } from '../../access/next-path.ts';
import { type SignInWays, signInPage } from '../../pages/sign-in-page.ts';
import { signInPolicy } from '../../pages/sign-in-style.ts';
import { problemOfError } from '../../problems/problem-of-error.ts';
import { TooManyTriesError } from '../../sign-in/try-limits.ts';

/** What of a form may be shown again: never what is typed into it. */
const shownSchema = z
  .object({ way: z.enum(['odoo', 'local', 'key']), next: z.string() })
  .partial()
  .catch({});

export function sendPage(reply: FastifyReply, status: number, page: string): FastifyReply {
  reply.header('content-security-policy', signInPolicy).header('cache-control', 'no-store');
  return reply.code(status).type('text/html; charset=utf-8').send(page);
}

/** What goes wrong at the sign-in is told on its page. */
export function pageOnError(ways: SignInWays) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const { status, content } = problemOfError(error);
    if (status >= 500) request.log.error({ err: error }, 'sign-in failed');
    else request.log.warn({ code: content.code, address: request.ip }, 'sign-in refused');
    if (error instanceof TooManyTriesError) reply.header('retry-after', String(error.retryAfterSeconds));
    const { way, next } = shownSchema.parse(request.body ?? {});
    void sendPage(reply, status, signInPage({ ways, next: nextPath(next), problem: content.detail, tried: way ?? null }));
  };
}
