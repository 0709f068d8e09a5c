import type { FastifyInstance, FastifyRequest } from 'fastify';
import plugin from 'fastify-plugin';
import { inWords } from '../access/identity.ts';
import type { HttpSettings } from '../http-settings.ts';
import { sendTooMany } from '../problems/too-many-requests.ts';

/** The files of pages: a page takes many of them at once. */
const filePaths = ['/queues/static/', '/docs/static/'];

/**
 * Limits what one key may ask, by header or by cookie, from wherever. Files of pages have a budget of their own, so that looking at pages leaves
 * the other whole; a stream is one request, however long. It stands between who asks and what they may: what is refused counts as well. Per process,
 * in memory.
 */
export const keyBudget = plugin(async (app: FastifyInstance, { requestsPerMinute: most }: HttpSettings) => {
  if (most === 0) return;
  const count = app.createRateLimit({ max: most, timeWindow: 60_000, keyGenerator: budgetOf });
  app.addHook('onRequest', async (request, reply) => {
    if (request.identity === null) return;
    const standing = await count(request);
    if (standing.isAllowed || !standing.isExceeded) return;
    return sendTooMany(reply, inWords(request.identity), most, standing.ttlInSeconds);
  });
});

function budgetOf({ identity, url }: FastifyRequest): string {
  const isFile = filePaths.some((path) => url.startsWith(path));
  return `${identity?.kind}:${identity?.id}${isFile ? ' files' : ''}`;
}
