import { aboutSchema } from '@branch-sync/contract';
import { readAbout } from '../../about/about.ts';
import type { ApiDeps } from '../../api-deps.ts';
import type { App } from '../../app.ts';
import { answers } from '../answers.ts';

export function aboutRoute(app: App, deps: ApiDeps): void {
  app.get(
    '/api/about',
    {
      schema: {
        tags: ['About'],
        summary: 'What runs here: versions, where the queue lives, how people sign in',
        response: answers(200, 'Nothing of it is a secret', aboutSchema),
      },
    },
    () => readAbout(deps),
  );
}
