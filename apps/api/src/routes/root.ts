import type { App } from '../app.ts';

/** The bare address leads to the queues. */
export function rootRoute(app: App): void {
  app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/queues', 302));
}
