import { describe, expect, it } from 'vitest';
import { errorLine, errorMessage } from './error-text.ts';

describe('an error for people', () => {
  it('is its name and message, in one line', () => {
    expect(errorLine(new TypeError('x is not\n  a function'))).toBe('TypeError: x is not a function');
  });

  it('quotes no value of a query', () => {
    const error = new Error('Failed query: select 1 where key = $1\nparams: canary,canary');
    expect(errorLine(error)).toBe('Error: Failed query: select 1 where key = $1');
    expect(errorMessage(error)).toBe('Failed query: select 1 where key = $1');
  });

  it('keeps the lines of a message that has several', () => {
    expect(errorMessage(new Error('two things:\n  one\n  another'))).toBe('two things:\n  one\n  another');
  });

  it('is cut where it has no end', () => {
    expect(errorLine(new Error('x'.repeat(10_000)))).toHaveLength(501);
  });

  it.each([
    ['text', 'text'],
    [undefined, 'something that is no error was thrown (undefined)'],
    [null, 'something that is no error was thrown (null)'],
    [{ secret: 'canary' }, 'something that is no error was thrown (object)'],
  ])('is told without its inside where it is no error: %s', (thrown, words) => {
    expect(errorLine(thrown)).toBe(words);
  });
});
