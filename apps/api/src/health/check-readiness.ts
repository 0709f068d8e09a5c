import { setTimeout as timer } from 'node:timers/promises';
import type { Readiness } from '@branch-sync/contract';
import { pingDatabase } from '@branch-sync/db';
import type { ApiDeps } from '../api-deps.ts';

type Check = Readiness['checks'][number];

const patienceMs = 3_000;

/** Looks at what the API cannot do without; each part has three seconds to answer. */
export async function checkReadiness({ db, queues, pendingMigrations, log }: ApiDeps): Promise<Readiness> {
  const checks = await Promise.all([
    check('database', async () => {
      await pingDatabase(db);
      return { ok: true, message: 'Postgres answers.' };
    }),
    check('migrations', async () => {
      const pending = await pendingMigrations();
      return pending === 0
        ? { ok: true, message: 'The schema is up to date.' }
        : { ok: false, message: `The schema lacks ${pending} step(s): run "branch-sync migrate".` };
    }),
    check('queue', async () => {
      await queues.byName.receive.getJobCounts('waiting');
      return { ok: true, message: `The queue answers; it lives in ${queues.store.kind}.` };
    }),
  ]);
  return { status: checks.every(({ ok }) => ok) ? 'ready' : 'not_ready', checks };

  async function check(name: Check['name'], look: () => Promise<Omit<Check, 'name'>>): Promise<Check> {
    const stop = new AbortController();
    try {
      const late = timer(patienceMs, null, { signal: stop.signal });
      const seen = await Promise.race([look(), late]);
      return { name, ...(seen ?? { ok: false, message: `It does not answer within ${patienceMs / 1000} seconds.` }) };
    } catch (error) {
      log.warn({ err: error, check: name }, 'not ready');
      return { name, ok: false, message: 'It does not answer; the log says why.' };
    } finally {
      stop.abort();
    }
  }
}
