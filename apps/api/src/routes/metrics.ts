import type { App } from '../app.ts';
import type { Metrics } from '../metrics/metrics.ts';

/** What Prometheus reads: of the fleet, of the requests, of the queues, of the process. */
export function metricsRoute(app: App, metrics: Metrics): void {
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode: status, elapsedTime }) => {
    metrics.noteRequest({ method, route: routeOptions.url ?? 'unknown', status }, elapsedTime / 1000);
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.read()),
  );
}
