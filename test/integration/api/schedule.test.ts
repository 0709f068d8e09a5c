import { type TimelineEntry, timelinePageSchema } from '@branch-sync/contract';
import { branches, schedules } from '@branch-sync/db';
import { chooseQueueStore, openQueues } from '@branch-sync/queue';
import { createPlanner } from '@branch-sync/sync';
import { eq } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aBranchInput, anApi, type TestApi } from './an-api.ts';

async function addBranch({ call }: TestApi, code: string, receive: Record<string, unknown>, given: Record<string, unknown> = {}) {
  const answer = await call('POST', '/api/branches', { body: aBranchInput({ code, name: `Shop ${code}`, receive, ...given }) });
  expect(answer.statusCode, answer.body).toBe(201);
}

async function read({ call }: TestApi, query = '') {
  const answer = await call('GET', `/api/schedule${query}`, { as: 'viewer' });
  expect(answer.statusCode, answer.body).toBe(200);
  return timelinePageSchema.parse(answer.json());
}

async function readOne(api: TestApi, query = ''): Promise<TimelineEntry> {
  const { items } = await read(api, query);
  const [entry, ...others] = items;
  if (entry === undefined) throw new Error('There is no schedule.');
  expect(others).toEqual([]);
  return entry;
}

/** A day that is far away, so that no test depends on the day it runs on. */
const day = '?from=2100-06-01T00:00:00Z&to=2100-06-02T00:00:00Z';

describe('the timeline', () => {
  it('has every schedule with its settings and its coming moments, by branch code', async () => {
    const api = await anApi();
    await addBranch(api, 'B2', { cron: '0 */6 * * *', window: { from: '08:00', until: '20:00' } });
    await addBranch(api, 'B1', { everySeconds: 6 * 3600, startsAt: '2100-06-01T05:30:00Z' }, { timezone: 'America/New_York' });
    expect(await read(api, day)).toEqual({
      items: [
        {
          branchCode: 'B1',
          branchName: 'Shop B1',
          kind: 'receive',
          timezone: 'America/New_York',
          startsAt: '2100-06-01T05:30:00.000Z',
          everySeconds: 21_600,
          cron: null,
          window: null,
          paused: false,
          nextDueAt: null,
          skippedSlots: 0,
          moments: [
            '2100-06-01T05:30:00.000Z',
            '2100-06-01T11:30:00.000Z',
            '2100-06-01T17:30:00.000Z',
            '2100-06-01T23:30:00.000Z',
          ],
          isTruncated: false,
        },
        {
          branchCode: 'B2',
          branchName: 'Shop B2',
          kind: 'receive',
          timezone: 'Europe/Brussels',
          startsAt: null,
          everySeconds: null,
          cron: '0 */6 * * *',
          window: { from: '08:00', until: '20:00' },
          paused: false,
          nextDueAt: null,
          skippedSlots: 0,
          moments: ['2100-06-01T10:00:00.000Z', '2100-06-01T16:00:00.000Z'],
          isTruncated: false,
        },
      ],
      nextCursor: null,
    });
  });

  it('shows what the planner plans, before it has and after', async () => {
    const api = await anApi();
    await addBranch(api, 'B1', { everySeconds: 1000, window: { from: '00:00', until: '23:00' } });
    await addBranch(api, 'B2', { cron: '*/20 * * * *' });
    const before = await read(api);
    await plan(api);
    const rows = await api.database.db
      .select({ code: branches.code, nextDueAt: schedules.nextDueAt })
      .from(schedules)
      .innerJoin(branches, eq(branches.id, schedules.branchId))
      .orderBy(branches.code);
    const after = await read(api);
    const firsts = rows.map(({ nextDueAt }) => nextDueAt?.toISOString());
    expect(after.items.map(({ moments }) => moments[0])).toEqual(firsts);
    expect(after.items.map(({ nextDueAt }) => nextDueAt)).toEqual(firsts);
    // A moment may have passed in between: the later answer begins in the earlier one, and goes on alike.
    for (const [index, { moments }] of after.items.entries()) {
      const earlier = before.items[index]?.moments ?? [];
      const shared = moments.slice(0, 50);
      expect(earlier.slice(earlier.indexOf(shared[0] ?? ''))).toEqual(expect.arrayContaining(shared));
    }
  });

  it('covers a day from now where nothing is asked, and a day from where it is asked to begin', async () => {
    const api = await anApi({ now: () => new Date('2100-06-01T10:00:00Z') });
    await addBranch(api, 'B1', { cron: '30 * * * *' }, { timezone: 'UTC' });
    const { moments } = await readOne(api);
    expect([moments.length, moments[0], moments.at(-1)]).toEqual([24, '2100-06-01T10:30:00.000Z', '2100-06-02T09:30:00.000Z']);
    const later = await readOne(api, '?from=2100-07-01T02:00:00%2B02:00');
    expect([later.moments.length, later.moments[0]]).toEqual([24, '2100-07-01T00:30:00.000Z']);
    const short = await readOne(api, '?to=2100-06-01T11:00:00Z');
    expect(short.moments).toEqual(['2100-06-01T10:30:00.000Z']);
  });

  it('has no moments of what is paused, by hand only, or past, and no archived branch', async () => {
    const api = await anApi();
    await addBranch(api, 'B1', { everySeconds: 60, paused: true });
    await addBranch(api, 'B2', {});
    await addBranch(api, 'B3', { everySeconds: 60 });
    await api.call('DELETE', '/api/branches/B3');
    const { items } = await read(api, day);
    expect(items.map(({ branchCode, paused, moments }) => ({ branchCode, paused, moments }))).toEqual([
      { branchCode: 'B1', paused: true, moments: [] },
      { branchCode: 'B2', paused: false, moments: [] },
    ]);
    await addBranch(api, 'B4', { everySeconds: 60 });
    expect((await read(api, '?from=2020-01-01T00:00:00Z')).items.flatMap(({ moments }) => moments)).toEqual([]);
  });

  it('has a thousand moments of a schedule at most, and says so', async () => {
    const api = await anApi();
    await addBranch(api, 'B1', { everySeconds: 10 });
    await addBranch(api, 'B2', { everySeconds: 90 });
    const { items } = await read(api, day);
    expect(items.map(({ moments, isTruncated }) => [moments.length, isTruncated])).toEqual([
      [1000, true],
      [960, false],
    ]);
  });

  it('pages by schedule, with one query a page, also through a thousand branches', async () => {
    const api = await anApi();
    await api.database.sql`
      insert into branches (id, code, name, timezone, url, database, login, secret_envelope, default_customer_id)
      select gen_random_uuid(), 'S' || lpad(n::text, 4, '0'), 'Shop', 'Europe/Berlin', 'http://127.0.0.1:1', 's' || n, 'sync', 'v1.x', 1
      from generate_series(1, 1000) n`;
    await api.database.sql`
      insert into schedules (branch_id, kind, every_seconds, window_from, window_until) select id, 'receive', 900, '08:00', '20:00' from branches`;
    const found: TimelineEntry[] = [];
    let cursor = '';
    let pages = 0;
    for (;;) {
      const page = await read(api, `${day}&limit=200${cursor}`);
      pages += 1;
      found.push(...page.items);
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(pages).toBe(5);
    expect(found.map(({ branchCode }) => branchCode)).toEqual(
      Array.from({ length: 1000 }, (_, index) => `S${String(index + 1).padStart(4, '0')}`),
    );
    expect(new Set(found.map(({ moments }) => moments.length))).toEqual(new Set([48]));
    // Every 15 minutes, and still many moments.
    expect(new Set(found.map(({ moments }) => moments[0])).size).toBeGreaterThan(990);
  });
});

async function plan({ database }: TestApi): Promise<void> {
  const store = chooseQueueStore({ redisUrl: null, databaseUrl: database.url, prefix: 'planning' });
  const queues = openQueues(store, () => undefined);
  onTestFinished(() => queues.close());
  const rethrow = (error: unknown) => {
    throw error;
  };
  const planner = createPlanner({
    db: database.db,
    queues,
    now: () => new Date(),
    retentionDays: 90,
    onNotEnqueued: rethrow,
    onNotPruned: rethrow,
  });
  expect(await planner.tick()).toMatchObject({ made: 0 });
}
