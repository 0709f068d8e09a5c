/** `quiet`: nothing has happened for a while; `ended`: there is nothing to wait for any more, or whoever waits has gone. */
export type Next<View> = View | 'quiet' | 'ended';

/** Somebody who waits for something that they have not seen. */
export interface Waiting<View> {
  readonly seen: View;
  readonly tell: (next: Next<View>) => void;
}

export interface WatchingOptions<View> {
  readonly everyMs: number;
  /** After so long without anything new a watcher hears that it is quiet. Milliseconds. */
  readonly quietMs: number;
  /** Hears why Postgres could not be asked, once for each time that it is away; watchers wait until it is back. */
  readonly onTrouble: (error: unknown) => void;
  /** Asks Postgres, and tells those of the watchers to whom something is new. */
  readonly tellNews: (watchers: ReadonlySet<Waiting<View>>) => Promise<void>;
}

/**
 * Watches something for any number of watchers: while at least one waits, Postgres is asked for all of them in one question, again and again; while none
 * does, nothing is asked. A watcher who does not ask on (his client reads slowly) costs nothing, and misses nothing: he asks from where he is.
 */
export function createWatching<View>({ everyMs, quietMs, onTrouble, tellNews }: WatchingOptions<View>): {
  next(seen: View, signal: AbortSignal): Promise<Next<View>>;
} {
  const watchers = new Set<Waiting<View>>();
  let isAsking = false;
  let timer: NodeJS.Timeout | null = null;
  let isInTrouble = false;

  return {
    next: (seen, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve('ended');
        const watcher: Waiting<View> = {
          seen,
          tell(next) {
            watchers.delete(watcher);
            clearTimeout(patience);
            signal.removeEventListener('abort', leave);
            keepAsking();
            resolve(next);
          },
        };
        const leave = () => watcher.tell('ended');
        const patience = setTimeout(() => watcher.tell('quiet'), quietMs);
        signal.addEventListener('abort', leave);
        watchers.add(watcher);
        keepAsking();
      }),
  };

  /** The next question is set while somebody waits, and taken back when nobody does. */
  function keepAsking(): void {
    if (watchers.size === 0 && timer !== null) {
      clearTimeout(timer);
      timer = null;
    } else if (watchers.size > 0 && timer === null && !isAsking) {
      timer = setTimeout(ask, everyMs);
    }
  }

  async function ask(): Promise<void> {
    timer = null;
    isAsking = true;
    try {
      await tellNews(watchers);
      isInTrouble = false;
    } catch (error) {
      if (!isInTrouble) onTrouble(error);
      isInTrouble = true;
    }
    isAsking = false;
    keepAsking();
  }
}
