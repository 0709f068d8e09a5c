import { monitorEventLoopDelay } from 'node:perf_hooks';

const lookEveryMs = 5_000;
const resolutionMs = 20;
/** A loop that is held up for longer makes every run and every answer late. Milliseconds. */
const longHoldUpMs = 500;
const warnEveryMs = 60_000;

export interface EventLoopWatch {
  /** The longest that the event loop was held up since it was asked before. Milliseconds. */
  worstSinceLast(): number;
  stop(): void;
}

/** Watches how long this process's event loop is held up. `warn` hears of long hold-ups, once a minute at the most. */
export function watchEventLoop(warn: (worstMs: number) => void, everyMs = lookEveryMs): EventLoopWatch {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  const hear = createHoldUpWarning(warn);
  let worstMs = 0;
  const timer = setInterval(() => {
    // It measures from tick to tick: an idle loop shows the resolution itself.
    const heldUpMs = Math.max(0, Math.round(histogram.max / 1e6 - resolutionMs));
    histogram.reset();
    worstMs = Math.max(worstMs, heldUpMs);
    hear(heldUpMs, performance.now());
  }, everyMs);
  return {
    worstSinceLast() {
      const worst = worstMs;
      worstMs = 0;
      return worst;
    },
    stop() {
      clearInterval(timer);
      histogram.disable();
    },
  };
}

/** Warns of long hold-ups: of the first one at once, then of the worst of each minute. Gives what hears the measures, with their moments. */
export function createHoldUpWarning(warn: (worstMs: number) => void): (heldUpMs: number, at: number) => void {
  let worstMs = 0;
  let warnedAt = Number.NEGATIVE_INFINITY;
  return (heldUpMs, at) => {
    worstMs = Math.max(worstMs, heldUpMs);
    if (worstMs <= longHoldUpMs || at - warnedAt < warnEveryMs) return;
    warn(worstMs);
    worstMs = 0;
    warnedAt = at;
  };
}
