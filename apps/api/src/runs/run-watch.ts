import type { Run, RunLine } from '@branch-sync/contract';
import type { RunNews, WatchedRun } from '@branch-sync/db';
import { runAnswer } from '../answers/run.ts';

/** A run at a moment, for one who has read its lines so far. */
export interface RunView {
  readonly runId: string;
  readonly status: Run['status'];
  /** The run as answers tell it, in JSON: another text is another state. */
  readonly run: string;
  /** Those that he has not read yet, and the id to ask on with. */
  readonly lines: readonly RunLine[];
  readonly afterLineId: number;
  /** It is over, and all is told. */
  readonly isEnd: boolean;
}

/** `quiet`: nothing has happened for a while; `ended`: the run is not there any more, or the watcher has gone. */
export type Next = RunView | 'quiet' | 'ended';

export interface RunWatch {
  /** The run now; undefined where there is none. */
  look(watched: WatchedRun): Promise<RunView | undefined>;
  /** Waits for something that the watcher has not seen. */
  next(seen: RunView, signal: AbortSignal): Promise<Next>;
}

export interface RunWatchOptions {
  /** Asks Postgres how runs stand, and for at most so many lines of each. */
  readonly read: (watched: readonly WatchedRun[], linesAtOnce: number) => Promise<readonly (RunNews | undefined)[]>;
  readonly everyMs: number;
  /** After so long without anything new a watcher hears that it is quiet. Milliseconds. */
  readonly quietMs: number;
  /** Hears why Postgres could not be asked, once for each time that it is away; watchers wait until it is back. */
  readonly onTrouble: (error: unknown) => void;
}

const linesAtOnce = 500;

interface Watcher {
  readonly seen: RunView;
  readonly tell: (next: Next) => void;
}

/**
 * Watches runs for any number of watchers: while at least one waits, Postgres is asked about all of them in one question, again and again; while
 * none does, nothing is asked. A watcher who does not ask on (his client reads slowly) costs nothing, and misses nothing: he asks from where he is.
 */
export function createRunWatch({ read, everyMs, quietMs, onTrouble }: RunWatchOptions): RunWatch {
  const watchers = new Set<Watcher>();
  let isAsking = false;
  let timer: NodeJS.Timeout | null = null;
  let isInTrouble = false;

  return {
    async look(watched) {
      const [news] = await read([watched], linesAtOnce);
      return news === undefined ? undefined : viewOf(news, watched.afterLineId);
    },
    next: (seen, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve('ended');
        const watcher: Watcher = {
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
      await tellNews();
      isInTrouble = false;
    } catch (error) {
      if (!isInTrouble) onTrouble(error);
      isInTrouble = true;
    }
    isAsking = false;
    keepAsking();
  }

  async function tellNews(): Promise<void> {
    // Those who have seen the same are told the same: most watchers of a run are one question.
    const groups = new Map<string, Watcher[]>();
    for (const watcher of watchers) {
      const key = `${watcher.seen.runId} ${watcher.seen.afterLineId}`;
      groups.set(key, [...(groups.get(key) ?? []), watcher]);
    }
    const asked = [...groups.values()].flatMap((group) => group.slice(0, 1).map(({ seen }) => ({ seen, group })));
    const answers = await read(
      asked.map(({ seen: { runId, afterLineId } }) => ({ runId, afterLineId })),
      linesAtOnce,
    );
    for (const [place, { seen, group }] of asked.entries()) {
      const news = answers[place];
      const view = news === undefined ? 'ended' : viewOf(news, seen.afterLineId);
      for (const watcher of group) if (watchers.has(watcher) && isNewTo(watcher, view)) watcher.tell(view);
    }
  }
}

function isNewTo({ seen }: Watcher, view: RunView | 'ended'): boolean {
  return view === 'ended' || view.isEnd || view.lines.length > 0 || view.run !== seen.run;
}

function viewOf(news: RunNews, afterLineId: number): RunView {
  const lines = news.lines.map(({ id, at, text }) => ({ id, at: at.toISOString(), text }));
  return {
    runId: news.run.id,
    status: news.run.status,
    run: JSON.stringify(runAnswer(news)),
    lines,
    afterLineId: lines.at(-1)?.id ?? afterLineId,
    isEnd: news.isSettled && lines.length < linesAtOnce,
  };
}
