import { describe, expect, it } from 'vitest';
import { openTerminal } from './terminal.ts';

function streams(isTTY: boolean) {
  const written = { stdout: '', stderr: '' };
  const into = (name: keyof typeof written) => (text: string) => {
    written[name] += text;
  };
  return {
    written,
    stdout: { isTTY, write: into('stdout') },
    stderr: { isTTY, write: into('stderr') },
  };
}

describe('openTerminal', () => {
  it('keeps stdout for the one document with --json', () => {
    const out = streams(false);
    const terminal = openTerminal(out, {}, true);
    terminal.say('working');
    terminal.answer({ ok: true }, 'for people');
    expect(JSON.parse(out.written.stdout)).toEqual({ ok: true });
    expect(out.written.stderr).toBe('working\n');
  });

  it('writes text without it', () => {
    const out = streams(false);
    openTerminal(out, {}, false).answer({ ok: true }, 'for people');
    expect(out.written).toEqual({ stdout: 'for people\n', stderr: '' });
  });

  it('tells no secret, but hands over the one that is the answer', () => {
    const key = 'bs_0a1b2c3d_canary-canary';
    for (const isJson of [true, false]) {
      const out = streams(false);
      const terminal = openTerminal(out, {}, isJson);
      terminal.answer({ said: key, password: 'x' }, `said ${key}`);
      terminal.complain(`failed: ${key}`);
      terminal.say(`tried ${key}`);
      expect(`${out.written.stdout}${out.written.stderr}`).not.toContain('canary');
      terminal.handOver({ key }, key);
      expect(out.written.stdout).toContain(key);
    }
  });

  it.each([
    ['a TTY', true, {}, true],
    ['a pipe', false, {}, false],
    ['a TTY with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
  ])('paints on %s: %s', (_, isTTY, env, isPainted) => {
    const painted = openTerminal(streams(isTTY), env, false).paint('red', 'x');
    expect(painted !== 'x').toBe(isPainted);
  });

  it('redraws on a TTY that can', () => {
    expect(openTerminal(streams(true), {}, false).isInteractive).toBe(true);
    expect(openTerminal(streams(true), { TERM: 'dumb' }, false).isInteractive).toBe(false);
    expect(openTerminal(streams(false), {}, false).isInteractive).toBe(false);
  });
});
