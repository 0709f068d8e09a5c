import { dismissalSchema, failuresChangedSchema } from '@branch-sync/contract';
import { dismissFailures } from '@branch-sync/db';
import { actorOf, scopeOf } from '../../../access/identity.ts';
import { failureChangeAnswer } from '../../../answers/failure-change.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { selectionOf } from '../../../failures/selection.ts';
import { answers } from '../../answers.ts';

export function failuresDismissRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/failures/dismiss',
    {
      schema: {
        tags: ['Failures'],
        summary: 'Hear no more of failures; their orders still come in if they can',
        body: dismissalSchema,
        response: answers(200, 'How many were dismissed', failuresChangedSchema),
      },
    },
    async (request) => {
      const { reason, ...selection } = request.body;
      return failureChangeAnswer(
        await dismissFailures(deps.db, actorOf(request), selectionOf(selection, scopeOf(request)), reason),
      );
    },
  );
}
