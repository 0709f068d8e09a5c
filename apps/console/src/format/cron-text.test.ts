import { describe, expect, it } from 'vitest';
import { cronText } from './cron-text.ts';

describe('cronText', () => {
  it.each([
    ['12 3 * * *', 'At 03:12'],
    ['*/15 8-20 * * MON-SAT', 'Every 15 minutes, between 08:00 and 20:59, Monday through Saturday'],
  ])('says %s', (pattern, words) => {
    expect(cronText(pattern)).toBe(words);
  });

  it.each(['', '* * *', '99 * * * *', 'not a cron at all'])('says nothing of %j', (pattern) => {
    expect(cronText(pattern)).toBeNull();
  });
});
