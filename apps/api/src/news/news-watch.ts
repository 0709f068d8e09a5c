import type { NewsMarks } from '@branch-sync/db';
import { onceInAWhile } from '../once-in-a-while.ts';
import { createWatching, type Next, type WatchingOptions } from '../streams/watching.ts';
import { type TopicMarks, topicMarks, topicsBetween, withEndsBefore } from './topics.ts';

export interface NewsWatch {
  /** What has happened so far. It may be a little old: what came since is news then. */
  look(): Promise<TopicMarks>;
  /** Waits for something that the watcher has not seen; `ended`: the watcher has gone. */
  next(seen: TopicMarks, signal: AbortSignal): Promise<Next<TopicMarks>>;
}

export interface NewsWatchOptions extends Omit<WatchingOptions<TopicMarks>, 'tellNews'> {
  readonly read: () => Promise<NewsMarks>;
  readonly now: () => Date;
}

/** Watches everything for any number of watchers, with one question to Postgres for all of them. */
export function createNewsWatch({ read, now, ...options }: NewsWatchOptions): NewsWatch {
  let latest: NewsMarks | null = null;

  async function readOn(): Promise<TopicMarks> {
    const marks = await read();
    latest = latest === null ? marks : withEndsBefore(latest, marks);
    return topicMarks(latest);
  }

  const { next } = createWatching<TopicMarks>({
    ...options,
    async tellNews(watchers) {
      const marks = await readOn();
      for (const watcher of watchers) if (topicsBetween(watcher.seen, marks).length > 0) watcher.tell(marks);
    },
  });
  // Many connect again at once, after a start or an outage.
  const look = onceInAWhile<void, TopicMarks>({ keptMs: options.everyMs, now, make: readOn });
  return { look: () => look(), next };
}
