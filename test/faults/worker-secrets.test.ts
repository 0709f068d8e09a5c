import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../harness/database.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { aWorld, canarySecret } from '../harness/world.ts';

/** Every row of every table of the database, the queue's tables as well, as text. */
async function everyRow({ sql }: TestDatabase): Promise<string> {
  const tables = await sql`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  const texts = await Promise.all(
    tables.map(async ({ schema, name }) => {
      const rows = await sql`select to_jsonb(one)::text as text from ${sql(String(schema))}.${sql(String(name))} one`;
      return `${name}: ${rows.map(({ text }) => text).join('\n')}`;
    }),
  );
  return texts.join('\n');
}

describe.each(queueStores())('a branch’s secret (queue in $name)', (store) => {
  it('is in no line of the worker, no row and no job, whatever goes well or wrong', async () => {
    const shop = (name: string, seed: number, password = canarySecret) => generatedBranch({ name, seed, orders: 15, password });
    const world = await aWorld([shop('good', 41), shop('refused', 42, 'another'), shop('echo', 43), shop('echoes', 44)]);
    const [good] = world.branches;
    const text = `ValueError: you sent ${canarySecret} and "${canarySecret}"`;
    world.sim.outages.add({ match: { database: 'echo' }, kind: 'fault', code: 1, text: `Traceback\n${text}\n` });
    world.sim.outages.add({ match: { database: 'echoes', model: 'pos.order' }, kind: 'fault', code: 2, text });
    // An order that central refuses in words that quote our secret.
    world.sim.outages.add({ match: { model: 'sale.order', method: 'load' }, kind: 'fault', code: 2, text, times: 1 });
    const queued = withQueue(world, store, { LOG_LEVEL: 'trace' });
    const worker = await queued.startWorker();
    const runs = [];
    for (const branch of world.branches) runs.push(await queued.enqueue(branch));
    for (const branch of world.branches.slice(1)) await queued.failureOf(branch);
    await queued.finished(runs[0] ?? (await queued.enqueue(good)));
    await worker.stop();

    const jobs = await Promise.all(
      runs.map(async (run) => {
        const { logs } = await queued.queues.byName.receive.getJobLogs(run.id);
        return JSON.stringify([(await queued.jobOf(run)).toJSON(), logs]);
      }),
    );
    const rows = await everyRow(world.database);
    const everything = { worker: worker.output(), rows, jobs: jobs.join('\n') };
    for (const [place, said] of Object.entries(everything)) expect(said, place).not.toContain(canarySecret);
    // What was looked through is really there.
    expect(rows).toContain('branch.wrong_login');
    expect(rows).toContain('you sent');
    expect(everything.jobs).toContain('imported');
    expect(everything.worker).toContain('worker stops');
  });
});
