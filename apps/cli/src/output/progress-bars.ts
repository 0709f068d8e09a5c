import type { Terminal } from './terminal.ts';

/** How far one piece of work is. */
export interface Progress {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** What it does just now, in a few words. */
  readonly state: string;
}

export interface ProgressBars {
  show(progress: readonly Progress[]): void;
  /** Shows the last state and leaves it standing. */
  finish(progress: readonly Progress[]): void;
}

const barWidth = 28;
/** Between two lines where nothing can be redrawn: a log should tell that work goes on, not every step. */
const plainIntervalMs = 2_000;

/** One bar: `branch-1  ███████░░░░░░░  176/352  running`. */
export function renderBar(progress: Progress, labelWidth: number, paint: Terminal['paint']): string {
  const { label, done, total, state } = progress;
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.round(share * barWidth);
  const bar = paint('green', '█'.repeat(filled)) + paint('dim', '░'.repeat(barWidth - filled));
  const digits = String(total).length;
  return `  ${label.padEnd(labelWidth)}  ${bar}  ${String(done).padStart(digits)}/${total}  ${paint('dim', state)}`;
}

/** Bars that are drawn over themselves on a TTY; elsewhere a line now and then. */
export function openProgressBars(terminal: Terminal, now: () => number = Date.now): ProgressBars {
  let drawnLines = 0;
  let lastPlainAt = now();

  function redraw(progress: readonly Progress[]): void {
    const labelWidth = Math.max(...progress.map(({ label }) => label.length));
    const lines = progress.map((one) => renderBar(one, labelWidth, terminal.paint));
    // Up over what was drawn, then each line cleared to its end: shorter words leave nothing behind.
    const up = drawnLines === 0 ? '' : `\u001b[${drawnLines}A`;
    terminal.draw(`${up}${lines.map((line) => `${line}\u001b[K\n`).join('')}`);
    drawnLines = lines.length;
  }

  function sayPlainly(progress: readonly Progress[]): void {
    lastPlainAt = now();
    terminal.say(`  ${progress.map(({ label, done, total }) => `${label} ${done}/${total}`).join(', ')}`);
  }

  return {
    show(progress) {
      if (terminal.isInteractive) redraw(progress);
      else if (now() - lastPlainAt >= plainIntervalMs) sayPlainly(progress);
    },
    finish(progress) {
      if (terminal.isInteractive) redraw(progress);
      else sayPlainly(progress);
    },
  };
}
