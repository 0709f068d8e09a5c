import type { Readiness } from '@branch-sync/contract';
import { pingDatabase } from '@branch-sync/db';
import { checkParts } from '@branch-sync/lifecycle';
import type { ApiDeps } from '../api-deps.ts';

/** Looks at what the API cannot do without; each part has three seconds to answer. */
export async function checkReadiness({ db, queues, pendingMigrations, log }: ApiDeps): Promise<Readiness> {
  const checks = await checkParts(
    {
      async database() {
        await pingDatabase(db);
        return { ok: true, message: 'Postgres answers.' };
      },
      async migrations() {
        const pending = await pendingMigrations();
        return pending === 0
          ? { ok: true, message: 'The schema is up to date.' }
          : { ok: false, message: `The schema lacks ${pending} step(s): run "branch-sync migrate".` };
      },
      async queue() {
        await queues.byName.receive.getJobCounts('waiting');
        return { ok: true, message: `The queue answers; it lives in ${queues.store.kind}.` };
      },
    },
    log,
  );
  return { status: checks.every(({ ok }) => ok) ? 'ready' : 'not_ready', checks };
}
