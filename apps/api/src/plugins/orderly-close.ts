import type { ServerResponse } from 'node:http';
import plugin from 'fastify-plugin';

declare module 'fastify' {
  interface FastifyInstance {
    /** Aborted once the API is asked to stop: answers that have no end of their own must end then. */
    readonly closing: AbortSignal;
  }
}

/**
 * Lets requests under way finish, then closes every connection. Node counts a connection on which no request has come yet
 * (browsers open some in advance) as busy, and would wait for it until the process is ended by force.
 */
export const orderlyClose = plugin(async (app) => {
  const underWay = new Set<ServerResponse>();
  const closing = new AbortController();
  let whenIdle: (() => void) | null = null;

  app.decorate('closing', closing.signal);
  app.addHook('onRequest', async (_request, { raw }) => {
    underWay.add(raw);
    raw.once('close', () => {
      underWay.delete(raw);
      if (underWay.size === 0) whenIdle?.();
    });
  });
  app.addHook('preClose', async () => {
    closing.abort();
    if (underWay.size > 0) {
      await new Promise<void>((resolve) => {
        whenIdle = resolve;
      });
    }
    app.server.closeAllConnections();
  });
});
