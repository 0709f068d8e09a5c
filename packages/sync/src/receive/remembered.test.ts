import { expect, it } from 'vitest';
import { createRemembered } from './remembered.ts';

const start = Date.parse('2026-11-20T10:00:00Z');

it('answers are remembered for their time, and the newest of them alone', () => {
  let at = start;
  const remembered = createRemembered<string>({ lifetimeMs: 60_000, maxKept: 2, now: () => new Date(at) });
  remembered.keep('a', 'one');
  at += 59_999;
  expect(remembered.recall('a')).toBe('one');
  at += 1;
  expect(remembered.recall('a')).toBeUndefined();

  for (const key of ['a', 'b', 'a', 'c']) remembered.keep(key, `${key} again`);
  expect(['a', 'b', 'c'].map((key) => remembered.recall(key))).toEqual(['a again', undefined, 'c again']);
  remembered.forget('a');
  expect(remembered.recall('a')).toBeUndefined();

  at = start - 3_600_000;
  expect(remembered.recall('c')).toBeUndefined();
});
