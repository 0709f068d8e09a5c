import { describe, expect, it } from 'vitest';
import { openProgressBars, renderBar } from './progress-bars.ts';
import { openTerminal } from './terminal.ts';

const plain = (_: unknown, text: string) => text;
const bar = (label: string, done: number, total: number) => ({ label, done, total, state: 'running' });

function terminal(isTTY: boolean) {
  let written = '';
  const write = (text: string) => {
    written += text;
  };
  const stream = { isTTY, write };
  return { terminal: openTerminal({ stdout: stream, stderr: stream }, { NO_COLOR: '1' }, false), written: () => written };
}

describe('renderBar', () => {
  it('fills by share', () => {
    expect(renderBar(bar('b1', 50, 200), 4, plain)).toBe(`  b1    ${'█'.repeat(7)}${'░'.repeat(21)}   50/200  running`);
  });

  it.each([
    ['nothing to do', bar('b', 0, 0)],
    ['more than was known of', bar('b', 12, 10)],
  ])('is full for %s', (_, progress) => {
    expect(renderBar(progress, 1, plain)).toContain('█'.repeat(28));
  });
});

describe('openProgressBars', () => {
  it('draws over what it drew on a TTY', () => {
    const { terminal: tty, written } = terminal(true);
    const bars = openProgressBars(tty);
    bars.show([bar('b1', 1, 2), bar('b2', 0, 2)]);
    bars.finish([bar('b1', 2, 2), bar('b2', 2, 2)]);
    expect(written().split('\u001b[2A')).toHaveLength(2);
    expect(written().split('\n')).toHaveLength(5);
  });

  it('says a line now and then elsewhere, and the end always', () => {
    const { terminal: pipe, written } = terminal(false);
    let now = 0;
    const bars = openProgressBars(pipe, () => now);
    for (now of [100, 1_900, 2_000, 2_100, 4_000]) bars.show([bar('b1', now, 5_000)]);
    bars.finish([bar('b1', 5_000, 5_000)]);
    expect(written()).toBe('  b1 2000/5000\n  b1 4000/5000\n  b1 5000/5000\n');
    expect(written()).not.toContain('\u001b');
  });
});
