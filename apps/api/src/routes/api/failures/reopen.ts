import { failureSelectionSchema, failuresChangedSchema } from '@branch-sync/contract';
import { reopenFailures } from '@branch-sync/db';
import { actorOf, scopeOf } from '../../../access/identity.ts';
import { failureChangeAnswer } from '../../../answers/failure-change.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { selectionOf } from '../../../failures/selection.ts';
import { answers } from '../../answers.ts';

export function failuresReopenRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/failures/reopen',
    {
      schema: {
        tags: ['Failures'],
        summary: 'Have dismissed failures stand again',
        body: failureSelectionSchema,
        response: answers(200, 'How many stand again', failuresChangedSchema),
      },
    },
    async (request) =>
      failureChangeAnswer(await reopenFailures(deps.db, actorOf(request), selectionOf(request.body, scopeOf(request)))),
  );
}
