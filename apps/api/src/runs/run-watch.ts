import type { Run, RunLine } from '@branch-sync/contract';
import type { RunNews, WatchedRun } from '@branch-sync/db';
import { runAnswer } from '../answers/run.ts';
import { createWatching, type Next, type Waiting, type WatchingOptions } from '../streams/watching.ts';

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

export interface RunWatch {
  /** The run now; undefined where there is none. */
  look(watched: WatchedRun): Promise<RunView | undefined>;
  /** Waits for something that the watcher has not seen; `ended`: the run is not there any more, or the watcher has gone. */
  next(seen: RunView, signal: AbortSignal): Promise<Next<RunView>>;
}

export interface RunWatchOptions extends Omit<WatchingOptions<RunView>, 'tellNews'> {
  /** Asks Postgres how runs stand, and for at most so many lines of each. */
  readonly read: (watched: readonly WatchedRun[], linesAtOnce: number) => Promise<readonly (RunNews | undefined)[]>;
}

const linesAtOnce = 500;

/**
 * Watches runs for any number of watchers: while at least one waits, Postgres is asked about all of them in one question, again and again; while
 * none does, nothing is asked. A watcher who does not ask on (his client reads slowly) costs nothing, and misses nothing: he asks from where he is.
 */
export function createRunWatch({ read, everyMs, quietMs, onTrouble }: RunWatchOptions): RunWatch {
  const { next } = createWatching<RunView>({ everyMs, quietMs, onTrouble, tellNews });
  return {
    async look(watched) {
      const [news] = await read([watched], linesAtOnce);
      return news === undefined ? undefined : viewOf(news, watched.afterLineId);
    },
    next,
  };

  async function tellNews(watchers: ReadonlySet<Waiting<RunView>>): Promise<void> {
    // Those who have seen the same are told the same: most watchers of a run are one question.
    const groups = new Map<string, Waiting<RunView>[]>();
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

function isNewTo({ seen }: Waiting<RunView>, view: RunView | 'ended'): boolean {
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
