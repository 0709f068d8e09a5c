import { overviewSchema } from '@branch-sync/contract';
import { scopeOf } from '../../access/identity.ts';
import type { SharedDeps } from '../../api-deps.ts';
import type { App } from '../../app.ts';
import { answers } from '../answers.ts';

export function overviewRoute(app: App, { overviewOf }: SharedDeps): void {
  app.get(
    '/api/overview',
    {
      schema: {
        tags: ['Overview'],
        summary: 'How everything stands: all branches, what they have sold, what has gone wrong; some seconds old at most',
        response: answers(200, 'Of the branches that whoever asks may see', overviewSchema),
      },
    },
    async (request, reply) => {
      const { overview, json } = await overviewOf(scopeOf(request));
      // A serializer of one's own leaves it to oneself to say what it writes.
      return reply
        .type('application/json; charset=utf-8')
        .serializer(() => json)
        .send(overview);
    },
  );
}
