import type { News } from '@branch-sync/contract';
import { eventText, heartbeat, retryText } from '../streams/event-stream.ts';
import type { NewsWatch } from './news-watch.ts';
import { type TopicMarks, topicsBetween } from './topics.ts';

/** After so long a client whose connection is lost connects again. */
const retryMs = 2_000;

/**
 * What a watcher of everything is sent (packages/contract/src/news.ts): what has changed, again and again. It waits for its reader: what happens while he
 * reads slowly is told at once when he is through.
 */
export async function* newsEvents(watch: NewsWatch, first: TopicMarks, signal: AbortSignal): AsyncGenerator<string> {
  yield retryText(retryMs);
  for (let seen = first; ; ) {
    const next = await watch.next(seen, signal);
    if (next === 'ended') return;
    if (next === 'quiet') {
      yield heartbeat;
      continue;
    }
    const news: News = { topics: topicsBetween(seen, next) };
    yield eventText('news', JSON.stringify(news));
    seen = next;
  }
}
