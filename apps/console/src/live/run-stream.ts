import type { Run, RunLine } from '@branch-sync/contract';

/** What a run's stream says to whoever follows it. */
interface Follower {
  readonly run: (run: Run) => void;
  readonly line: (line: RunLine) => void;
  /** Whether the stream is there: without it the run is to be asked for. */
  readonly hearing: (isHeard: boolean) => void;
  readonly end: () => void;
}

/** Browsers have six connections for a host: the news takes one, and what people do needs some. Whoever comes later asks instead. */
const mostStreams = 2;
const openAgainMs = 3_000;
let streams = 0;

/**
 * Follows a run by its server-sent events until it is over, and goes on after the last line where it was interrupted. A tab that nobody sees holds no
 * connection; it catches up when it is seen again. Gives the function that ends it.
 */
export function followRun(id: string, { run, line, hearing, end }: Follower): () => void {
  let source: EventSource | null = null;
  let again: number | undefined;
  let lastLine = '';

  const open = () => {
    window.clearTimeout(again);
    if (document.hidden || source !== null) return;
    if (streams >= mostStreams) return openLater();
    streams += 1;
    const opened = new EventSource(`/api/runs/${id}/events${lastLine === '' ? '' : `?lastEventId=${lastLine}`}`);
    source = opened;
    opened.addEventListener('open', () => hearing(true));
    opened.addEventListener('run', (event: MessageEvent<string>) => run(JSON.parse(event.data) as Run));
    opened.addEventListener('line', (event: MessageEvent<string>) => {
      lastLine = event.lastEventId;
      line(JSON.parse(event.data) as RunLine);
    });
    opened.addEventListener('end', () => {
      stop();
      end();
    });
    opened.addEventListener('error', () => {
      // It may connect again by itself, or have given up (a refusal): either way we begin anew after the last line.
      close();
      openLater();
    });
  };
  const openLater = () => {
    again = window.setTimeout(open, openAgainMs);
  };
  const close = () => {
    if (source === null) return;
    source.close();
    source = null;
    streams -= 1;
    hearing(false);
  };
  const onVisibility = () => (document.hidden ? close() : open());
  const stop = () => {
    close();
    window.clearTimeout(again);
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('online', open);
  };

  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('online', open);
  open();
  return stop;
}
