import { expect, it } from 'vitest';
import { valueText } from './value-text.ts';

it.each([
  [null, '–'],
  ['set', 'set'],
  [15, '15'],
  [false, 'no'],
  [[], 'none'],
  [[1, 'two'], '1, two'],
  [{ every: 900, at: { hour: 3 } }, '{ "every": 900, "at": { "hour": 3 } }'],
])('tells %j as %s', (value, text) => {
  expect(valueText(value)).toBe(text);
});
