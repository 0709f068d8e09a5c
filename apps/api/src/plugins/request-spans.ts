import type { RequestSpan, Tracing } from '@branch-sync/telemetry';
import type { FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

/** Each request is a span: all that is done for it, and the runs that it asks for, belong to its trace. */
export const requestSpans = fastifyPlugin(async (app, { beginRequest }: Pick<Tracing, 'beginRequest'>) => {
  if (beginRequest === null) return;
  const spans = new WeakMap<FastifyRequest, RequestSpan>();
  app.addHook('onRequest', (request, _reply, next) => {
    const span = beginRequest(request.method, request.headers);
    spans.set(request, span);
    span.goOn(next);
  });
  // A body is read by its socket's events, outside of it.
  app.addHook('preValidation', (request, _reply, next) => {
    const span = spans.get(request);
    if (span === undefined) next();
    else span.goOn(next);
  });
  app.addHook('onResponse', async (request, { statusCode: status }) => {
    spans.get(request)?.end({ route: request.routeOptions.url ?? 'unknown', status });
  });
});
