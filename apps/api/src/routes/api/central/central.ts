import { centralInputSchema, centralSchema } from '@branch-sync/contract';
import { findCircuit } from '@branch-sync/db';
import { actorOf } from '../../../access/identity.ts';
import { centralAnswer } from '../../../answers/central.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { requireCentral, setCentral } from '../../../connections/central.ts';
import { answers } from '../../answers.ts';

export function centralRoutes(app: App, deps: ApiDeps): void {
  const circuitOfCentral = async () => (await findCircuit(deps.db, 'central')) ?? null;
  app.get(
    '/api/central',
    {
      schema: {
        tags: ['Central'],
        summary: 'The central connection',
        response: answers(200, 'Without its secret', centralSchema),
      },
    },
    async () => centralAnswer(await requireCentral(deps.db), await circuitOfCentral()),
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
    async (request) => centralAnswer(await setCentral(deps, actorOf(request), request.body), await circuitOfCentral()),
  );
}
