import { describe, expect, it } from 'vitest';
import { conditionText, conditionValue } from './condition-value.ts';

describe('conditionValue', () => {
  it.each([
    ['10.5', 10.5],
    ['-3', -3],
    ['yes', true],
    ['false', false],
    [' Cheese ', 'Cheese'],
    ['"10"', '10'],
    ['', ''],
  ])('reads %j as %j', (typed, value) => {
    expect(conditionValue(typed, false)).toBe(value);
  });

  it('reads lists with commas between', () => {
    expect(conditionValue('4, 7,, Cheese, "5"', true)).toEqual([4, 7, 'Cheese', '5']);
  });
});

describe('conditionText', () => {
  it.each([10.5, true, 'Cheese', '10', 'yes'])('gives %j back as it is read', (value) => {
    expect(conditionValue(conditionText(value), false)).toBe(value);
  });

  it('gives lists back', () => {
    expect(conditionText([4, '5', 'Cheese'])).toBe('4, "5", Cheese');
  });
});
