import type { FastifyError, FastifyInstance } from 'fastify';
import plugin from 'fastify-plugin';
import { allowedMethods } from '../access/permissions.ts';
import { problemOfError } from '../problems/problem-of-error.ts';
import { sendProblem } from '../problems/send-problem.ts';

/** Every error and every unknown path becomes problem details; what is our own fault goes to the log. */
export const errors = plugin(async (app: FastifyInstance) => {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const { status, content } = problemOfError(error);
    if (status >= 500) request.log.error({ err: error }, 'request failed');
    return sendProblem(reply, status, content);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const methods = allowedMethods(path);
    // A path that has a route for this method can lack a thing to answer with, as a folder of files lacks one.
    if (methods.length === 0 || methods.includes(request.method))
      return sendProblem(reply, 404, { code: 'path.unknown', detail: `There is nothing at ${path}.` });
    reply.header('allow', methods.join(', '));
    const detail = `${request.method} is not possible at ${path}; ${methods.join(', ')} is.`;
    return sendProblem(reply, 405, { code: 'method.not_allowed', detail });
  });
});
