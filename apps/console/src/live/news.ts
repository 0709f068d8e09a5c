import type { News, NewsTopic } from '@branch-sync/contract';
import type { QueryClient } from '@tanstack/react-query';
import { NoAnswerError } from '../api/request.ts';
import type { Topic } from '../api/topics.ts';

/** How the page hears of what changes. `live`: it is told; `polling`: it asks; `away`: nothing answers. */
export type Line = 'live' | 'polling' | 'away';

const everyTopic: readonly NewsTopic[] = [
  'branches',
  'runs',
  'orders',
  'failures',
  'reconciliation',
  'workers',
  'central',
  'alerts',
];
/** What is shown is asked for anew at most this often, however much happens. */
const atMostEveryMs = 2_500;
const pollEveryMs = 15_000;
const openAgainMs = 5_000;
/** A line that is cut without a word looks open for long: after so much silence something is asked for, to see whether it still is. */
const longestSilenceMs = 60_000;

/**
 * Keeps what is shown up to date: by server-sent events, and by asking while there are none. A tab that nobody sees asks for nothing and holds no
 * connection (browsers have six for a host); it catches up when it is seen again. Gives the function that ends it.
 */
export function followNews(client: QueryClient, onLine: (line: Line) => void): () => void {
  let source: EventSource | null = null;
  let again: number | undefined;
  let due: number | undefined;
  let hadNone = true;
  let heardAt = Date.now();
  const fresh = new Set<Topic>();

  const tell = (topics: readonly NewsTopic[]) => {
    for (const topic of topics) fresh.add(topic);
    fresh.add('overview');
    due ??= window.setTimeout(askAnew, hadNone ? 0 : atMostEveryMs);
  };
  const askAnew = () => {
    due = undefined;
    heardAt = Date.now();
    const topics = new Set<unknown>(fresh);
    fresh.clear();
    void client.invalidateQueries({ predicate: ({ queryKey }) => topics.has(queryKey[0]), refetchType: 'active' });
  };

  const open = () => {
    window.clearTimeout(again);
    if (document.hidden || source !== null) return;
    const opened = new EventSource('/api/events');
    source = opened;
    opened.addEventListener('open', () => {
      onLine('live');
      tell(everyTopic);
      hadNone = false;
    });
    opened.addEventListener('news', (event: MessageEvent<string>) => tell((JSON.parse(event.data) as News).topics));
    // It may connect again by itself, or have given up (a refusal): either way we begin anew, and ask until it is there.
    opened.addEventListener('error', lose);
  };
  const lose = () => {
    close();
    hadNone = true;
    onLine(navigator.onLine ? 'polling' : 'away');
    window.clearTimeout(again);
    again = window.setTimeout(open, openAgainMs);
  };
  const close = () => {
    source?.close();
    source = null;
  };
  const onVisibility = () => {
    if (document.hidden) {
      close();
      hadNone = true;
    } else open();
  };

  const isOpen = () => source?.readyState === EventSource.OPEN;
  const poll = window.setInterval(() => {
    if (document.hidden) return;
    if (!isOpen()) tell(everyTopic);
    else if (Date.now() - heardAt > longestSilenceMs) tell([]);
  }, pollEveryMs);
  const endWatch = client.getQueryCache().subscribe((event) => {
    const isLost = event.type === 'updated' && event.action.type === 'error' && event.action.error instanceof NoAnswerError;
    if (isLost && isOpen()) lose();
  });
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('online', open);
  window.addEventListener('offline', lose);
  open();
  return () => {
    close();
    window.clearTimeout(again);
    window.clearTimeout(due);
    window.clearInterval(poll);
    endWatch();
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('online', open);
    window.removeEventListener('offline', lose);
  };
}
