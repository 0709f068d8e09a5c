import { describe, expect, it } from 'vitest';
import { clockText } from '../../format/time.ts';
import { comingText, momentsNear, scheduleText } from './row-text.ts';
import { spanOf } from './span.ts';
import type { Line } from './timeline.ts';

const at = (time: string) => Date.parse(`2026-11-20T${time}.000Z`);
const line = (kind: Line['kind'], ...moments: number[]): Line => ({
  kind,
  timezone: 'UTC',
  startsAt: null,
  everySeconds: 900,
  cron: null,
  window: null,
  paused: false,
  nextDueAt: null,
  skippedSlots: 0,
  moments,
  isTruncated: false,
});
const times = ['10:05:00', '10:20:00', '10:35:00', '10:50:00', '11:05:00'].map(at);
const lines = [line('receive', ...times), { ...line('push'), everySeconds: null }];
const clock = (time: string) => clockText(at(time));

describe('a row of the timeline, in words', () => {
  it('tells the next moments of each kind, and how many come later', () => {
    const named = [clock('10:20:00'), clock('10:35:00'), clock('10:50:00')].join(', ');
    expect(comingText(lines, at('10:06:00'))).toBe(`receive at ${named} and 1 later; push: by hand only`);
    expect(comingText([], 0)).toBe('nothing of this kind');
  });

  it('tells what is about the pointer, and nothing where nothing is', () => {
    const span = spanOf(1, at('10:05:00'));
    expect(momentsNear(lines, at('10:20:10'), span)).toBe(`receive at ${clock('10:20:00')}`);
    expect(momentsNear(lines, at('10:28:00'), span)).toBeNull();
  });

  it('says why there is none', () => {
    expect(
      scheduleText([
        { ...line('receive'), paused: true },
        { ...line('push'), everySeconds: null },
      ]),
    ).toBe('Receive: paused; else every 15 minutes, UTC · Push: by hand only');
  });
});
