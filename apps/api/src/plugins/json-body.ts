import type { FastifyInstance } from 'fastify';
import plugin from 'fastify-plugin';
import { isDeeperThan } from '../limits/json-depth.ts';
import { ProblemError } from '../problems/problem-error.ts';

/** What is asked for has four levels at the most; what walks through a body (checks, copies, the queue page) has a stack that ends. */
const mostLevels = 32;

/** Bodies are JSON, not too deep, and without a key that would change what objects are made of. Other types are refused. */
export const jsonBody = plugin(async (app: FastifyInstance) => {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isDeeperThan(body, mostLevels)) return done(tooDeep());
    parse(request, body, done);
  });
});

function tooDeep(): ProblemError {
  const message = `has more than ${mostLevels} levels of arrays and objects`;
  return new ProblemError(400, {
    code: 'request.too_deep',
    detail: `The request is refused: body ${message}.`,
    errors: [{ field: 'body', message }],
  });
}
