import { cliActor, createApiKey, type Run } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import type { Queues } from '@branch-sync/queue';
import { describe, expect, it } from 'vitest';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { storedTexts } from '../harness/stored-texts.ts';
import { aWorld, canarySecret, type World } from '../harness/world.ts';
import { anApi, bearer } from '../integration/api/an-api.ts';

/** All that the API and its page of queues tell of this world to an administrator. */
async function everyAnswer({ database }: World, queues: Queues, runs: readonly Run[]): Promise<string> {
  const api = await anApi({ db: database.db, queues });
  const ask = { name: 'secrets', role: 'admin', expiresAt: null } as const;
  const { secret: key } = await createApiKey(database.db, cliActor, ask);
  const lists = ['central', 'branches', 'runs', 'failures', 'orders'].map((list) => `/api/${list}`);
  const boards = ['completed', 'failed', 'delayed'].map((status) => `/queues/api/queues?activeQueue=receive&status=${status}`);
  const answers = [];
  for (const url of [...lists, ...runs.map(({ id }) => `/api/runs/${id}`), ...boards]) {
    const answer = await api.call('GET', url, { headers: bearer(key) });
    expect(answer.statusCode, url).toBe(200);
    answers.push(answer.body);
  }
  return [...answers, api.log()].join('\n');
}

describe.each(queueStores())('a branch’s secret (queue in $name)', (store) => {
  it('is in no line of the worker, no row, no job and no answer, whatever goes well or wrong', async () => {
    const shop = (name: string, seed: number, credentials: { password?: string; apiKey?: string }) =>
      generatedBranch({ name, seed, orders: 15, ...credentials });
    const world = await aWorld([
      shop('good', 41, { password: canarySecret }),
      shop('refused', 42, { password: 'another' }),
      shop('echo', 43, { password: canarySecret }),
      shop('echoes', 44, { password: canarySecret }),
      shop('json2', 45, { apiKey: canarySecret }),
      shop('last', 46, { password: canarySecret }),
    ]);
    const [good, , , , , last = good] = world.branches;
    const text = `ValueError: you sent ${canarySecret} and "${canarySecret}"`;
    world.sim.outages.add({ match: { database: 'echo' }, kind: 'fault', code: 1, text: `Traceback\n${text}\n` });
    for (const database of ['echoes', 'json2'])
      world.sim.outages.add({ match: { database, model: 'pos.order' }, kind: 'fault', code: 2, text });
    // An order that central refuses in words that quote our secret.
    world.sim.outages.add({ match: { model: 'sale.order', method: 'load' }, kind: 'fault', code: 2, text, times: 1 });
    const queued = withQueue(world, store, { LOG_LEVEL: 'trace' });
    const worker = await queued.startWorker();
    const runs: Run[] = [];
    for (const branch of world.branches.slice(0, -1)) runs.push(await queued.enqueue(branch));
    for (const branch of world.branches.slice(1, -1)) await queued.failureOf(branch);
    await queued.finished(runs[0] ?? (await queued.enqueue(good)));
    // And central, too, comes to refuse us.
    for (const user of world.central.users) user.password = 'another';
    runs.push(await queued.enqueue(last));
    await queued.failureOf(last);
    await worker.stop();

    const jobs = await Promise.all(
      runs.map(async (run) => {
        const { logs } = await queued.queues.byName.receive.getJobLogs(run.id);
        return JSON.stringify([(await queued.jobOf(run)).toJSON(), logs]);
      }),
    );
    const rows = [...(await storedTexts(world.database)).values()].join('\n');
    const answers = await everyAnswer(world, queued.queues, runs);
    const everything = { worker: worker.output(), rows, jobs: jobs.join('\n'), answers };
    for (const [place, said] of Object.entries(everything)) expect(said, place).not.toContain(canarySecret);
    // What was looked through is really there.
    for (const code of ['branch.wrong_login', 'branch.server_error', 'branch.rejected', 'central.wrong_login']) {
      expect(rows).toContain(code);
      expect(answers).toContain(code);
    }
    for (const said of [rows, everything.jobs, answers]) expect(said).toContain('you sent');
    expect(everything.jobs).toContain('imported');
    expect(everything.worker).toContain('worker stops');
  });
});
