import { connectionCheckSchema } from '@branch-sync/contract';
import { recordAudit } from '@branch-sync/db';
import { testCentral } from '@branch-sync/sync';
import { actorOf } from '../../../access/identity.ts';
import { connectionCheckAnswer } from '../../../answers/connection-check.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { requireCentral } from '../../../connections/central.ts';
import { answers } from '../../answers.ts';

export function centralTestRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/central/test',
    {
      schema: {
        tags: ['Central'],
        summary: 'Try the central connection: version, user, rights, clock; within 15 seconds',
        response: answers(200, 'What was found', connectionCheckSchema),
      },
    },
    async (request) => {
      await requireCentral(deps.db);
      const check = connectionCheckAnswer(await testCentral(deps, AbortSignal.timeout(deps.connectionTestMs)));
      await recordAudit(deps.db, actorOf(request), { action: 'central.test', subject: 'central', detail: { ok: check.ok } });
      return check;
    },
  );
}
