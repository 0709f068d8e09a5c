import { idParamsSchema, personSchema, sessionListSchema, sessionsEndedSchema } from '@branch-sync/contract';
import { endSessionsOf, findPerson, listSessions, type Person, recordAudit } from '@branch-sync/db';
import { actorOf, identityOf } from '../../../access/identity.ts';
import { personAnswer } from '../../../answers/person.ts';
import { sessionAnswer } from '../../../answers/session.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { checkGroups, isAway } from '../../../people/groups-of-now.ts';
import { noSuchPerson } from '../../../problems/not-found.ts';
import { cannotBeAsked } from '../../../sign-in/refused.ts';
import { answers } from '../../answers.ts';

const tags = ['Access'];
const params = idParamsSchema;

/** What an admin does about one person. */
export function personRoutes(app: App, deps: ApiDeps): void {
  const { db, access } = deps;
  app.post(
    '/api/people/:id/check',
    {
      schema: {
        tags,
        summary: 'Ask central at once which groups somebody is in; without one that counts their sign-ins end',
        params,
        response: answers(200, 'As they are now', personSchema),
      },
    },
    async (request) => {
      const person = await requirePerson(request.params.id);
      const checked = await checkGroups(deps, person, actorOf(request)).catch((error: unknown) => {
        throw isAway(error) ? cannotBeAsked('Central does not answer. Shut them out here if it must be now.') : error;
      });
      return personAnswer(checked ?? { ...person, role: null });
    },
  );
  app.get(
    '/api/people/:id/sessions',
    {
      schema: {
        tags,
        summary: 'Somebody’s sign-ins that hold',
        params,
        response: answers(200, 'The newest first', sessionListSchema),
      },
    },
    async (request) => {
      const person = await requirePerson(request.params.id);
      const found = await listSessions(db, { personId: person.id }, access.session);
      const ownId = identityOf(request).session?.session.id ?? null;
      return { items: found.map((one) => sessionAnswer(one, ownId)) };
    },
  );
  app.delete(
    '/api/people/:id/sessions',
    {
      schema: {
        tags,
        summary: 'End all of somebody’s sign-ins',
        params,
        response: answers(200, 'How many', sessionsEndedSchema),
      },
    },
    async (request) => {
      const person = await requirePerson(request.params.id);
      const ended = await db.transaction(async (tx) => {
        const count = await endSessionsOf(tx, { personId: person.id });
        const subject = `person:${person.login}`;
        await recordAudit(tx, actorOf(request), { action: 'person.sessions_end', subject, detail: { ended: count } });
        return count;
      });
      return { ended };
    },
  );

  async function requirePerson(id: string): Promise<Person> {
    const person = await findPerson(db, id);
    if (person === undefined) throw noSuchPerson();
    return person;
  }
}
