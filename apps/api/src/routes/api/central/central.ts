import { centralInputSchema, centralSchema } from '@branch-sync/contract';
import { type Central, findCircuit, readCentralPace } from '@branch-sync/db';
import { actorOf } from '../../../access/identity.ts';
import { centralAnswer } from '../../../answers/central.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { requireCentral, setCentral } from '../../../connections/central.ts';
import { answers } from '../../answers.ts';

export function centralRoutes(app: App, deps: ApiDeps): void {
  const answer = async (central: Central) =>
    centralAnswer(central, (await findCircuit(deps.db, 'central')) ?? null, await readCentralPace(deps.db));
  app.get(
    '/api/central',
    {
      schema: {
        tags: ['Central'],
        summary: 'The central connection',
        response: answers(200, 'Without its secret', centralSchema),
      },
    },
    async () => answer(await requireCentral(deps.db)),
  );
  app.put(
    '/api/central',
    {
      schema: {
        tags: ['Central'],
        summary: 'Set the central connection',
        body: centralInputSchema,
        response: answers(200, 'As it is now', centralSchema),
      },
    },
    async (request) => answer(await setCentral(deps, actorOf(request), request.body)),
  );
}
