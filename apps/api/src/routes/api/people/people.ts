import { idParamsSchema, pageQuerySchema, personPageSchema, personPatchSchema, personSchema } from '@branch-sync/contract';
import { listPeople, setPersonDisabled } from '@branch-sync/db';
import { actorOf, identityOf } from '../../../access/identity.ts';
import { personAnswer } from '../../../answers/person.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { byId, pageAnswer, pageAsk } from '../../../paging/cursor.ts';
import { noSuchPerson } from '../../../problems/not-found.ts';
import { ProblemError } from '../../../problems/problem-error.ts';
import { answers } from '../../answers.ts';

const tags = ['Access'];

export function peopleRoutes(app: App, { db }: ApiDeps): void {
  app.get(
    '/api/people',
    {
      schema: {
        tags,
        summary: 'Everybody who has signed in, or has a local account, the oldest first',
        querystring: pageQuerySchema,
        response: answers(200, 'A page', personPageSchema),
      },
    },
    async ({ query }) => pageAnswer(await listPeople(db, pageAsk(query, byId)), personAnswer),
  );
  app.patch(
    '/api/people/:id',
    {
      schema: {
        tags,
        summary: 'Shut somebody out, whose sign-ins end, or let them in again',
        params: idParamsSchema,
        body: personPatchSchema,
        response: answers(200, 'As they are now', personSchema),
      },
    },
    async (request) => {
      const { params, body } = request;
      if (body.isDisabled && identityOf(request).id === params.id.toLowerCase()) {
        throw new ProblemError(409, { code: 'person.yourself', detail: 'That is you. Another admin can shut you out.' });
      }
      const person = await setPersonDisabled(db, actorOf(request), params.id, body.isDisabled);
      if (person === undefined) throw noSuchPerson();
      return personAnswer(person);
    },
  );
}
