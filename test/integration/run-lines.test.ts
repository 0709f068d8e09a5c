import { branches, readRunNews, runLines, runs } from '@branch-sync/db';
import { createLog } from '@branch-sync/log';
import type { Job } from '@branch-sync/queue';
import { asc } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { reportTo } from '../../apps/worker/src/report.ts';
import { aDatabase, type TestDatabase } from '../harness/database.ts';
import { until } from '../harness/until.ts';

async function aRun({ db }: TestDatabase): Promise<string> {
  const [branchId, id] = [uuidv7(), uuidv7()];
  const odoo = { url: 'http://127.0.0.1:1', database: 'b1', login: 'sync_branch', secretEnvelope: '', defaultCustomerId: 95 };
  await db
    .insert(branches)
    .values({ id: branchId, code: `B-${id.slice(-6)}`, name: 'Shop', timezone: 'Europe/Brussels', ...odoo });
  await db.insert(runs).values({ id, branchId, kind: 'receive', trigger: 'manual', status: 'running', attempts: 1 });
  return id;
}

/** As much of a job as a report needs. */
function aJob(log: (line: string) => Promise<unknown>): Job {
  return { log, updateProgress: async () => undefined } as unknown as Job;
}

const silent = () => createLog('worker', 'silent');

describe('the lines of a run', () => {
  it('are kept and shown in the order they were told in, though nobody waits for them', async () => {
    const database = await aDatabase();
    const runId = await aRun(database);
    const shown: string[] = [];
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const late = aJob(async (line) => {
      if (line === 'line 0') await held;
      shown.push(line);
    });
    const report = reportTo({ db: database.db, runId, job: late, log: silent() });
    const texts = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    for (const text of texts) report.line(text);
    const kept = await until('all lines to be kept', async () => {
      const rows = await database.db.select().from(runLines).orderBy(asc(runLines.id));
      return rows.length === texts.length && rows.map(({ text }) => text);
    });
    expect(kept).toEqual(texts);
    letGo();
    await until('all lines to be shown', async () => shown.length === texts.length);
    expect(shown).toEqual(texts);
  });

  it('are cut where they are too long', async () => {
    const database = await aDatabase();
    const runId = await aRun(database);
    reportTo({ db: database.db, runId, job: aJob(async () => 1), log: silent() }).line('x'.repeat(5_000));
    const [line] = await until('the line', async () => {
      const rows = await database.db.select().from(runLines);
      return rows.length > 0 && rows;
    });
    expect(line?.text).toBe(`${'x'.repeat(1_999)}…`);
  });

  it('stop nothing where neither Postgres nor the queue takes them, and are taken again afterwards', async () => {
    const database = await aDatabase();
    const runId = await aRun(database);
    const job = aJob(() => Promise.reject(new Error('the store is away')));
    const report = reportTo({ db: database.db, runId, job, log: silent() });
    await database.sql`alter table run_lines rename to lines_of_runs`;
    report.line('lost');
    report.progress({ seen: 1, imported: 1, alreadyThere: 0, failed: 0, flagged: 0 });
    await until('the table to be looked for', async () => {
      const [row] =
        await database.sql`select xact_rollback::int as refused from pg_stat_database where datname = current_database()`;
      return (row?.['refused'] ?? 0) > 0;
    });
    await database.sql`alter table lines_of_runs rename to run_lines`;
    report.line('kept');
    await until('the line', async () => (await database.db.select().from(runLines)).some(({ text }) => text === 'kept'));
  });

  it('are read on after any of them, for many runs in one question', async () => {
    const database = await aDatabase();
    const [one, other] = [await aRun(database), await aRun(database)];
    const rows = await database.db
      .insert(runLines)
      .values([one, one, other, one].map((runId, index) => ({ runId, text: `line ${index}` })))
      .returning();
    const [first] = rows;
    const watched = [
      { runId: one, afterLineId: 0 },
      { runId: uuidv7(), afterLineId: 0 },
      { runId: other, afterLineId: 0 },
      { runId: one, afterLineId: first?.id ?? 0 },
    ];
    const news = await readRunNews(database.db, watched, 2);
    expect(news.map((one) => one?.lines.map(({ text }) => text))).toEqual([
      ['line 0', 'line 1'],
      undefined,
      ['line 2'],
      ['line 1', 'line 3'],
    ]);
    expect(news[0]?.lines[0]).toEqual({ id: first?.id, at: first?.at, text: 'line 0' });
    expect(news.map((one) => one?.run.id)).toEqual([one, undefined, other, one]);
    expect(news[0]?.isSettled).toBe(false);
  });
});
