import type { RunNews, WatchedRun } from '@branch-sync/db';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Next } from '../streams/watching.ts';
import { createRunWatch, type RunView } from './run-watch.ts';

const everyMs = 500;
const quietMs = 15_000;

/** A run of the database, and how many lines it has: 1, 2, 3 ... */
interface KnownRun {
  lines: number;
  seen: number;
  isSettled: boolean;
}

function newsOf(runId: string, { lines, seen, isSettled }: KnownRun, { afterLineId }: WatchedRun): RunNews {
  const at = new Date('2026-11-20T10:00:00Z');
  const counts = { seen, imported: 0, alreadyThere: 0, failed: 0, flagged: 0, odooCalls: 0, odooWaitedMs: 0 };
  const none = {
    error: null,
    expected: null,
    startedAt: null,
    finishedAt: null,
    cancelRequestedAt: null,
    idempotencyKey: null,
    requestId: null,
    goesFirst: false,
  };
  const run = {
    id: runId,
    branchId: 'b',
    kind: 'receive',
    trigger: 'manual',
    status: 'running',
    request: {},
    attempts: 1,
  } as const;
  const unread = Array.from({ length: Math.max(0, lines - afterLineId) }, (_, index) => afterLineId + index + 1);
  return {
    run: { ...run, ...counts, ...none, resumeAfterId: 0, resumeModel: null, createdAt: at },
    branchCode: 'B1',
    lines: unread.map((id) => ({ id, at, text: `line ${id}` })),
    isSettled,
  };
}

/** A watch on a database of runs that a test changes at will. */
function aWatch() {
  const known = new Map<string, KnownRun>([
    ['r1', { lines: 0, seen: 0, isSettled: false }],
    ['r2', { lines: 0, seen: 0, isSettled: false }],
  ]);
  const questions: (readonly WatchedRun[])[] = [];
  const troubles: unknown[] = [];
  let away: Error | null = null;
  const watch = createRunWatch({
    async read(watched) {
      questions.push(watched);
      if (away !== null) throw away;
      return watched.map((one) => {
        const run = known.get(one.runId);
        return run === undefined ? undefined : newsOf(one.runId, run, one);
      });
    },
    everyMs,
    quietMs,
    onTrouble: (error) => void troubles.push(error),
  });
  const change = (runId: string, to: Partial<KnownRun>) => {
    const run = known.get(runId);
    if (run !== undefined) known.set(runId, { ...run, ...to });
  };
  const look = async (runId: string): Promise<RunView> => {
    const view = await watch.look({ runId, afterLineId: 0 });
    if (view === undefined) throw new Error(`There is no run ${runId}.`);
    questions.length = 0;
    return view;
  };
  const setAway = (error: Error | null) => {
    away = error;
  };
  return { watch, known, questions, troubles, change, look, setAway };
}

/** What a watcher was told, once he was. */
function told(next: Promise<Next<RunView>>): { value: Next<RunView> | null } {
  const box: { value: Next<RunView> | null } = { value: null };
  next.then((value) => {
    box.value = value;
  });
  return box;
}

const stays = () => new AbortController().signal;

describe('watching runs', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('asks nothing while nobody waits, and twice a second while somebody does', async () => {
    const { watch, questions, look } = aWatch();
    const seen = await look('r1');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(questions).toEqual([]);
    const leave = new AbortController();
    const box = told(watch.next(seen, leave.signal));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(questions).toHaveLength(10);
    leave.abort();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(box.value).toBe('ended');
    expect(questions).toHaveLength(10);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('asks about all runs at once, and about those who have seen the same only once', async () => {
    const { watch, questions, change, look } = aWatch();
    const [one, other] = [await look('r1'), await look('r2')];
    const boxes = [one, one, one, other].map((seen) => told(watch.next(seen, stays())));
    change('r1', { seen: 100 });
    await vi.advanceTimersByTimeAsync(everyMs);
    expect(questions).toEqual([
      [
        { runId: 'r1', afterLineId: 0 },
        { runId: 'r2', afterLineId: 0 },
      ],
    ]);
    const views = boxes.map(({ value }) => value);
    expect(views.slice(0, 3)).toEqual(Array(3).fill(expect.objectContaining({ runId: 'r1', lines: [] })));
    expect(views[3]).toBeNull();
  });

  it('tells each watcher what he has not seen, wherever he is', async () => {
    const { watch, change, look } = aWatch();
    const early = await look('r1');
    change('r1', { lines: 3 });
    const late = await look('r1');
    change('r1', { lines: 4 });
    const boxes = [early, late].map((seen) => told(watch.next(seen, stays())));
    await vi.advanceTimersByTimeAsync(everyMs);
    const ids = boxes.map(({ value }) => (typeof value === 'object' ? value?.lines.map(({ id }) => id) : value));
    expect(ids).toEqual([[1, 2, 3, 4], [4]]);
  });

  it('says that it is quiet when nothing has happened for a while', async () => {
    const { watch, look } = aWatch();
    const box = told(watch.next(await look('r1'), stays()));
    await vi.advanceTimersByTimeAsync(quietMs - 1);
    expect(box.value).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(box.value).toBe('quiet');
  });

  it('waits through an outage of the database, and says so once', async () => {
    const { watch, troubles, change, look, setAway } = aWatch();
    const box = told(watch.next(await look('r1'), stays()));
    setAway(new Error('connection refused'));
    await vi.advanceTimersByTimeAsync(10 * everyMs);
    expect(troubles).toHaveLength(1);
    expect(box.value).toBeNull();
    setAway(null);
    change('r1', { lines: 1 });
    await vi.advanceTimersByTimeAsync(everyMs);
    expect(box.value).toMatchObject({ lines: [{ text: 'line 1' }] });
  });

  it('ends where the run is not there any more, or who watches has gone', async () => {
    const { watch, known, look } = aWatch();
    const seen = await look('r1');
    expect(await watch.next(seen, AbortSignal.abort())).toBe('ended');
    const box = told(watch.next(seen, stays()));
    known.delete('r1');
    await vi.advanceTimersByTimeAsync(everyMs);
    expect(box.value).toBe('ended');
    expect(await watch.look({ runId: 'r1', afterLineId: 0 })).toBeUndefined();
  });

  it('is at the end of a run when all its lines are told', async () => {
    const { watch, change, look } = aWatch();
    const seen = await look('r1');
    change('r1', { lines: 500, isSettled: true });
    const first = told(watch.next(seen, stays()));
    await vi.advanceTimersByTimeAsync(everyMs);
    expect(first.value).toMatchObject({ isEnd: false, afterLineId: 500 });
    const last = told(watch.next(first.value as RunView, stays()));
    await vi.advanceTimersByTimeAsync(everyMs);
    expect(last.value).toMatchObject({ isEnd: true, lines: [] });
  });
});
