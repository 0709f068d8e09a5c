import { describe, expect, it } from 'vitest';
import { dayEnd, dayStart } from './days.ts';

describe('a day of the viewer’s calendar', () => {
  it('begins at the viewer’s midnight', () => {
    expect(dayStart('2026-11-20')).toBe(new Date(2026, 10, 20).toISOString());
  });

  it('ends where the next one begins, at the end of a month too', () => {
    expect(dayEnd('2026-12-31')).toBe(new Date(2027, 0, 1).toISOString());
  });

  it.each([undefined, '', 'yesterday', '2026-02-31', '2026-13-01', '20-11-2026'])('is none of %s', (text) => {
    expect(dayStart(text)).toBeUndefined();
    expect(dayEnd(text)).toBeUndefined();
  });
});
