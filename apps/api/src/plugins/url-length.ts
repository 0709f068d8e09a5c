import type { FastifyInstance } from 'fastify';
import plugin from 'fastify-plugin';
import { ProblemError } from '../problems/problem-error.ts';

/** Refuses URLs that are longer than anything of ours, before anybody looks at them. */
export const urlLength = plugin(async (app: FastifyInstance, { most }: { readonly most: number }) => {
  app.addHook('onRequest', async (request) => {
    if (request.url.length <= most) return;
    const message = `is longer than ${most} characters`;
    throw new ProblemError(414, {
      code: 'request.path',
      detail: `The request is refused: path ${message}.`,
      errors: [{ field: 'path', message }],
    });
  });
});
