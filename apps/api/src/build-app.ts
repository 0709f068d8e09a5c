import { allObservers } from '@branch-sync/telemetry';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { ApiDeps } from './api-deps.ts';
import type { App } from './app.ts';
import { trustedProxy } from './limits/trusted-proxy.ts';
import { createMetrics } from './metrics/metrics.ts';
import { createOverview } from './overview/overview.ts';
import { access } from './plugins/access.ts';
import { documents } from './plugins/documents.ts';
import { errors } from './plugins/errors.ts';
import { identification } from './plugins/identification.ts';
import { jsonBody } from './plugins/json-body.ts';
import { keyBudget } from './plugins/key-budget.ts';
import { orderlyClose } from './plugins/orderly-close.ts';
import { queueBoard } from './plugins/queue-board.ts';
import { requestForLog } from './plugins/request-for-log.ts';
import { requestId, requestIdOf } from './plugins/request-id.ts';
import { requestSpans } from './plugins/request-spans.ts';
import { securityHeaders } from './plugins/security-headers.ts';
import { strangerLimit } from './plugins/stranger-limit.ts';
import { streams } from './plugins/streams.ts';
import { urlLength } from './plugins/url-length.ts';
import { problemOfError } from './problems/problem-of-error.ts';
import { refuseConnection } from './problems/refuse-connection.ts';
import { sendProblem } from './problems/send-problem.ts';
import { apiRoutes } from './routes/api/api.ts';
import { consoleRoutes } from './routes/console.ts';
import { metricsRoute } from './routes/metrics.ts';
import { signInRoutes } from './routes/sign-in/sign-in.ts';

/** The whole HTTP side, ready to listen or to be tested with `inject`. Throws for a route without a permission. */
export async function buildApp(deps: ApiDeps): Promise<App> {
  const log: FastifyBaseLogger = deps.log.child({}, { serializers: { req: requestForLog } });
  const { limits, trustedProxies } = deps.http;
  const app = fastify({
    loggerInstance: log,
    genReqId: requestIdOf,
    logController: new LogController({ requestIdLogLabel: 'requestId' }),
    trustProxy: trustedProxy(trustedProxies),
    bodyLimit: limits.bodyBytes,
    routerOptions: { maxParamLength: 100 },
    requestTimeout: limits.requestMs,
    connectionTimeout: limits.idleMs,
    maxRequestsPerSocket: limits.requestsPerSocket,
    http: {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.lookEveryMs,
    },
    clientErrorHandler: (error, socket) => refuseConnection(error, socket, deps.log),
    // Paths that cannot be read at all (`/%zz`) never come to a hook.
    frameworkErrors: (error, _request, reply) => {
      const { status, content } = problemOfError(error);
      return sendProblem(reply, status, content);
    },
  })
    .setValidatorCompiler(validatorCompiler)
    .setSerializerCompiler(serializerCompiler)
    .withTypeProvider<ZodTypeProvider>();

  await app.register(orderlyClose);
  await app.register(requestSpans, deps.tracing);
  await app.register(requestId);
  await app.register(errors);
  await app.register(securityHeaders, deps);
  await app.register(urlLength, { most: limits.urlLength });
  await app.register(jsonBody);
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  await app.register(strangerLimit, deps.http);
  await app.register(identification, deps);
  await app.register(keyBudget, deps.http);
  await app.register(access, deps);
  await app.register(documents);
  await app.register(streams, deps);

  await app.register(async (scope) => signInRoutes(scope.withTypeProvider<ZodTypeProvider>(), deps));
  await consoleRoutes(app);
  const overviewOf = createOverview(deps);
  const metrics = createMetrics({ ...deps, overviewOf });
  metricsRoute(app, metrics);
  apiRoutes(app, { ...deps, overviewOf, observeCalls: allObservers(metrics.observeCalls, deps.tracing.observeCalls) });
  await queueBoard(app, deps);
  await app.ready();
  return app;
}
