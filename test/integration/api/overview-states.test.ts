import { receiveCursors } from '@branch-sync/db';
import { describe, expect, it } from 'vitest';
import { aRun, over } from './a-run.ts';
import { anOverview, aReceive, goesOffline, idAt } from './an-overview.ts';

/** A Friday; in Brussels it is eleven. */
const now = '2026-11-20T10:00:00Z';
/** Slots at the quarters of the hour, whatever the branch's place. */
const everyQuarter = { everySeconds: 900, startsAt: '2026-01-01T00:00:00Z' };
const isUnderWay = { status: 'running', attempts: 1, startedAt: new Date('2026-11-20T09:59:00Z') } as const;

describe('a branch in the overview', () => {
  it('has never run until a receive has come through that looked at all there was', async () => {
    const { api, branch, addBranch, setClock } = await anOverview(now);
    const id = await addBranch('B1', everyQuarter);
    expect(await branch('B1')).toEqual({
      code: 'B1',
      name: 'Harbour',
      timezone: 'Europe/Brussels',
      state: 'never_run',
      since: null,
      nextTryAt: null,
      nextDueAt: null,
      activeRun: null,
      lastReceive: null,
      lagSeconds: null,
      today: { orders: 0, amounts: [] },
      weekBefore: { orders: 0, amounts: [] },
      openFailures: 0,
    });
    const error = { code: 'branch.dns', message: 'm', fix: 'f' };
    await aReceive(api, id, '2026-11-20T09:50:00Z', { request: { since: '2026-11-01T00:00:00Z' } });
    await aReceive(api, id, '2026-11-20T09:52:00Z', { request: { orderIds: [1] } });
    await aReceive(api, id, '2026-11-20T09:54:00Z', { status: 'failed', error });
    const { id: cancelled } = await aReceive(api, id, '2026-11-20T09:56:00Z', { status: 'cancelled' });
    await aReceive(api, id, '2026-11-20T09:58:00Z', { kind: 'push' });
    setClock('2026-11-20T10:00:10Z');
    expect(await branch('B1')).toMatchObject({
      state: 'never_run',
      lagSeconds: null,
      lastReceive: { runId: cancelled, status: 'cancelled', finishedAt: '2026-11-20T09:56:30.000Z' },
    });
    await aReceive(api, id, '2026-11-20T10:00:11Z', { status: 'partial' });
    setClock('2026-11-20T10:01:11Z');
    expect(await branch('B1')).toMatchObject({ state: 'healthy', lagSeconds: 60, lastReceive: { status: 'partial' } });
  });

  it('waits while a receive of it is queued, and tells what is under way first', async () => {
    const { api, branch, addBranch, setClock } = await anOverview(now);
    const id = await addBranch('B1', everyQuarter);
    await aReceive(api, id, '2026-11-20T09:55:00Z');
    const push = await aRun(api, id, { kind: 'push' });
    expect(await branch('B1')).toMatchObject({
      state: 'healthy',
      activeRun: { id: push.id, kind: 'push', status: 'queued' },
      lagSeconds: 300,
    });
    const first = await aRun(api, id, { goesFirst: true });
    setClock('2026-11-20T10:00:05Z');
    expect(await branch('B1')).toMatchObject({ state: 'waiting', activeRun: { id: first.id, kind: 'receive' } });
    const running = await aRun(api, id, { kind: 'reconcile', ...isUnderWay });
    setClock('2026-11-20T10:00:10Z');
    expect(await branch('B1')).toMatchObject({ state: 'waiting', activeRun: { id: running.id, status: 'running' } });
    await api.database.sql`update runs set status = 'running' where kind = 'receive' and status = 'queued'`;
    setClock('2026-11-20T10:00:15Z');
    expect(await branch('B1')).toMatchObject({ state: 'healthy' });
  });

  it('is offline since its first miss, and tried again then; only when it is paused does that not matter', async () => {
    const { api, branch, addBranch, setClock } = await anOverview(now);
    const id = await addBranch('B1', everyQuarter);
    await goesOffline(api, id, '2026-11-20T06:30:00Z', '2026-11-20T10:04:00Z');
    await aRun(api, id);
    expect(await branch('B1')).toMatchObject({
      state: 'offline',
      since: '2026-11-20T06:30:00.000Z',
      nextTryAt: '2026-11-20T10:04:00.000Z',
    });
    // What is overdue is so because it does not answer.
    await aReceive(api, id, '2026-11-20T06:00:00Z');
    await api.database
      .sql`update schedules set next_due_at = '2026-11-20T10:15:00Z' where branch_id = ${id} and kind = 'receive'`;
    setClock('2026-11-20T10:00:05Z');
    expect(await branch('B1')).toMatchObject({ state: 'offline', nextDueAt: '2026-11-20T10:15:00.000Z' });
    await api.database.sql`update schedules set paused = true where branch_id = ${id} and kind = 'receive'`;
    setClock('2026-11-20T10:00:10Z');
    expect(await branch('B1')).toMatchObject({ state: 'paused', since: null, nextTryAt: null, nextDueAt: null });
  });

  it('comes with its next moment, and not at all once it is archived', async () => {
    const { api, read, addBranch, setClock } = await anOverview(now);
    const id = await addBranch('B1', everyQuarter);
    await aRun(api, id, { kind: 'push', ...isUnderWay });
    await api.database
      .sql`update schedules set next_due_at = '2026-11-20T10:15:00Z' where branch_id = ${id} and kind = 'receive'`;
    expect((await read()).branches).toMatchObject([{ code: 'B1', nextDueAt: '2026-11-20T10:15:00.000Z' }]);
    await api.call('DELETE', '/api/branches/B1');
    setClock('2026-11-20T10:00:05Z');
    expect(await read()).toMatchObject({ branches: [], runs: { queued: 0, running: 0 } });
  });
});

/** How a branch stands at a moment whose last receive began at another. */
async function stateOf(
  receive: Record<string, unknown>,
  { began, at, timezone = 'Europe/Brussels' }: { readonly began: string; readonly at: string; readonly timezone?: string },
) {
  const { api, branch, addBranch } = await anOverview(at);
  await aReceive(api, await addBranch('B1', receive, { timezone }), began);
  const { state, since } = await branch('B1');
  return since === null ? state : `${state} since ${since}`;
}

describe('a branch is behind', () => {
  it.each([
    // A slot has ten minutes to come to its end.
    ['2026-11-20T09:20:00Z', '2026-11-20T09:39:59Z', 'healthy'],
    ['2026-11-20T09:20:00Z', '2026-11-20T09:40:00Z', 'behind since 2026-11-20T09:30:00.000Z'],
    ['2026-11-18T09:20:00Z', now, 'behind since 2026-11-18T09:30:00.000Z'],
    ['2026-11-20T09:46:00Z', now, 'healthy'],
    // Its run is made a second before the moment.
    ['2026-11-20T09:44:59Z', '2026-11-20T09:59:00Z', 'healthy'],
  ])('of every quarter of an hour, after %s, at %s: %s', async (began, at, expected) => {
    expect(await stateOf(everyQuarter, { began, at })).toBe(expected);
  });

  it('after a period of its own where that is shorter, but not within a minute', async () => {
    const began = '2026-11-20T09:50:30Z';
    const startsAt = '2026-01-01T00:00:00Z';
    const everyTwoMinutes = { everySeconds: 120, startsAt };
    expect(await stateOf(everyTwoMinutes, { began, at: '2026-11-20T09:53:59Z' })).toBe('healthy');
    expect(await stateOf(everyTwoMinutes, { began, at: '2026-11-20T09:54:00Z' })).toBe('behind since 2026-11-20T09:52:00.000Z');
    const everyTenSeconds = { everySeconds: 10, startsAt };
    expect(await stateOf(everyTenSeconds, { began, at: '2026-11-20T09:51:39Z' })).toBe('healthy');
    expect(await stateOf(everyTenSeconds, { began, at: '2026-11-20T09:51:40Z' })).toBe('behind since 2026-11-20T09:50:40.000Z');
  });

  const byDay = { ...everyQuarter, window: { from: '08:00', until: '20:00' } };
  it.each([
    // Its last slot before the night came through: nothing is owed before eight.
    ['2026-11-19T18:46:00Z', '2026-11-20T06:59:59Z', 'healthy'],
    ['2026-11-19T18:46:00Z', '2026-11-20T07:09:59Z', 'healthy'],
    ['2026-11-19T18:46:00Z', '2026-11-20T07:10:00Z', 'behind since 2026-11-20T07:00:00.000Z'],
    // It did not: while it is closed that is nobody's to look after.
    ['2026-11-19T18:20:00Z', '2026-11-19T18:59:59Z', 'behind since 2026-11-19T18:30:00.000Z'],
    ['2026-11-19T18:20:00Z', '2026-11-19T19:00:00Z', 'healthy'],
    ['2026-11-19T18:20:00Z', '2026-11-20T07:00:00Z', 'behind since 2026-11-19T18:30:00.000Z'],
  ])('only inside its daily window, after %s, at %s: %s', async (began, at, expected) => {
    expect(await stateOf(byDay, { began, at })).toBe(expected);
  });

  it.each([
    ['Europe/Brussels', '2026-11-20T05:09:59Z', 'healthy'],
    ['Europe/Brussels', '2026-11-20T05:10:00Z', 'behind since 2026-11-20T05:00:00.000Z'],
    ['America/New_York', '2026-11-20T05:10:00Z', 'behind since 2026-11-19T23:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-20T00:39:00Z', 'healthy'],
  ])('by cron on the clock of %s, at %s: %s', async (timezone, at, expected) => {
    const cron = { cron: '0 6,18 * * *' };
    expect(await stateOf(cron, { began: '2026-11-19T17:00:03Z', at, timezone })).toBe(expected);
  });

  it('never by hand only, however long ago the last one was', async () => {
    expect(await stateOf({}, { began: '2026-01-01T00:00:00Z', at: now })).toBe('healthy');
  });

  it('by its cursor, where none of the last hundred receives came through', async () => {
    const { api, branch, addBranch } = await anOverview(now);
    const id = await addBranch('B1', everyQuarter);
    await aReceive(api, id, '2026-11-17T08:00:00Z');
    const error = { code: 'branch.dns', message: 'm', fix: 'f' };
    for (let number = 0; number < 100; number += 1) {
      const createdAt = new Date(Date.parse('2026-11-19T08:00:00Z') + number * 900_000);
      await aRun(api, id, { id: idAt(createdAt), createdAt, ...over('failed'), error });
    }
    await api.database.db.insert(receiveCursors).values({ branchId: id, cursorAt: new Date('2026-11-17T08:00:01Z') });
    expect(await branch('B1')).toMatchObject({ state: 'behind', since: '2026-11-17T08:15:00.000Z', lagSeconds: 266_399 });
  });

  it('of what was due since its schedule was changed: what would have been before was not', async () => {
    // The audit has the machine's time.
    const began = new Date(Date.now() - 3 * 86_400_000);
    const { api, branch, addBranch, setClock } = await anOverview(now);
    const id = await addBranch('B1', { everySeconds: 86_400, paused: true, startsAt: '2026-01-01T00:00:00Z' });
    await aReceive(api, id, began.toISOString());
    const startsAt = new Date(Date.now() - 1_800_000);
    await api.call('PATCH', '/api/branches/B1', { body: { receive: { paused: false, everySeconds: 3_600, startsAt } } });
    const dueAt = startsAt.getTime() + 3_600_000;
    setClock(new Date(dueAt - 600_000));
    expect(await branch('B1')).toMatchObject({ state: 'healthy' });
    // Another setting is none of a schedule's.
    await api.call('PATCH', '/api/branches/B1', { body: { name: 'Quay' } });
    setClock(new Date(dueAt + 600_000));
    expect(await branch('B1')).toMatchObject({ state: 'behind', since: new Date(dueAt).toISOString() });
  });

  it('of its slots before another setting was changed', async () => {
    const { api, branch, addBranch, setClock } = await anOverview(now);
    const began = new Date(Date.now() - 3 * 86_400_000);
    await aReceive(api, await addBranch('B1', everyQuarter), began.toISOString());
    await api.call('PATCH', '/api/branches/B1', { body: { name: 'Quay' } });
    setClock(new Date(Date.now() + 5_000));
    expect(await branch('B1')).toMatchObject({ name: 'Quay', state: 'behind' });
  });
});
