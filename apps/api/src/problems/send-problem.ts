import { STATUS_CODES } from 'node:http';
import type { Problem } from '@branch-sync/contract';
import type { FastifyReply } from 'fastify';
import { bareAnswerHeaders } from '../security/answer-headers.ts';
import type { ProblemContent } from './problem-error.ts';

/** Answers with problem details (RFC 9457). */
export function sendProblem(reply: FastifyReply, status: number, content: ProblemContent): FastifyReply {
  const { request } = reply;
  const problem: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Problem',
    status,
    detail: content.detail,
    instance: request.url.split('?', 1)[0] ?? '/',
    ...(content.code === undefined ? {} : { code: content.code }),
    ...(content.errors === undefined ? {} : { errors: [...content.errors] }),
    requestId: request.id,
  };
  // Paths that cannot be read get their answer before any hook that would set these.
  reply.headers({ ...bareAnswerHeaders, 'x-request-id': request.id });
  // A string, so that no route's own answer schema is held against it.
  return reply.code(status).type('application/problem+json').send(JSON.stringify(problem));
}
