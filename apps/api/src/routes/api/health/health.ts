import { liveSchema, readinessSchema } from '@branch-sync/contract';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { checkReadiness } from '../../../health/check-readiness.ts';
import { answers } from '../../answers.ts';

const tags = ['Health'];

export function healthRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/api/health/live',
    {
      logLevel: 'warn',
      schema: {
        tags,
        summary: 'Whether the process answers; needs no key',
        security: [],
        response: answers(200, 'It does', liveSchema),
      },
    },
    async () => ({ status: 'live' as const }),
  );
  app.get(
    '/api/health/ready',
    {
      schema: {
        tags,
        summary: 'Whether database, migrations and queue are there',
        response: { ...answers(200, 'All there', readinessSchema), ...answers(503, 'Something is missing', readinessSchema) },
      },
    },
    async (_request, reply) => {
      const readiness = await checkReadiness(deps);
      return reply.code(readiness.status === 'ready' ? 200 : 503).send(readiness);
    },
  );
}
