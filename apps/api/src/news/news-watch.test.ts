import type { NewsMarks } from '@branch-sync/db';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newsEvents } from './news-events.ts';
import { createNewsWatch } from './news-watch.ts';

const everyMs = 1_000;
const quietMs = 15_000;
const none: NewsMarks = {
  active: {},
  ended: {},
  newest: { run: null, order: null, failure: null },
  standing: [],
  branches: [],
  workers: [],
  central: [],
  alerts: [],
};

/** A watch on a database that a test changes at will, and streams of it. */
function aWatch() {
  let marks = none;
  let questions = 0;
  let away: Error | null = null;
  const troubles: unknown[] = [];
  const watch = createNewsWatch({
    async read() {
      questions += 1;
      if (away !== null) throw away;
      return marks;
    },
    now: () => new Date(),
    everyMs,
    quietMs,
    onTrouble: (error) => troubles.push(error),
  });
  return {
    troubles,
    questions: () => questions,
    change(to: Partial<NewsMarks>) {
      marks = { ...marks, ...to };
    },
    goAway(error: Error | null) {
      away = error;
    },
    async open() {
      const leaving = new AbortController();
      const texts: string[] = [];
      const events = newsEvents(watch, await watch.look(), leaving.signal);
      const reading = (async () => {
        for await (const text of events) texts.push(text);
        return 'ended';
      })();
      return { texts, reading, leave: () => leaving.abort() };
    },
  };
}

const newsOf = (...topics: string[]) => `event: news\ndata: ${JSON.stringify({ topics })}\n\n`;
const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a watch on everything', () => {
  it('asks once for all who watch, and tells each of them at most once a second', async () => {
    const { open, change, questions } = aWatch();
    const streams = [await open(), await open(), await open()];
    expect(questions()).toBe(1);
    change({ branches: [1] });
    await passes(900);
    change({ branches: [2], workers: [1] });
    await passes(100);
    expect(questions()).toBe(2);
    change({ central: [1] });
    await passes(999);
    for (const { texts } of streams) expect(texts).toEqual(['retry: 2000\n\n', newsOf('branches', 'workers')]);
    await passes(1);
    for (const { texts } of streams) expect(texts.slice(2)).toEqual([newsOf('central')]);
    expect(questions()).toBe(3);
  });

  it('says that it is alive while nothing happens', async () => {
    const { open } = aWatch();
    const { texts } = await open();
    await passes(2 * quietMs + everyMs);
    expect(texts).toEqual(['retry: 2000\n\n', ': alive\n\n', ': alive\n\n']);
  });

  it('asks nothing once nobody watches, and misses nothing of what came before the next one does', async () => {
    const { open, change, questions } = aWatch();
    const first = await open();
    first.leave();
    expect(await first.reading).toBe('ended');
    await passes(60_000);
    expect(questions()).toBe(1);
    const again = await open();
    expect(questions()).toBe(2);
    change({ branches: [1] });
    await passes(everyMs);
    expect(again.texts).toEqual(['retry: 2000\n\n', newsOf('branches')]);
  });

  it('tells after an outage what has happened in it, and has complained of it once', async () => {
    const { open, change, goAway, troubles } = aWatch();
    const { texts } = await open();
    const error = new Error('away');
    goAway(error);
    change({ branches: [1] });
    await passes(quietMs);
    expect(troubles).toEqual([error]);
    expect(texts).toEqual(['retry: 2000\n\n', ': alive\n\n']);
    goAway(null);
    await passes(everyMs);
    expect(texts.slice(2)).toEqual([newsOf('branches')]);
  });
});
