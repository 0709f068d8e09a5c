import { describe, expect, it } from 'vitest';
import { exceptionOf } from './traceback.ts';

describe('of a traceback', () => {
  it.each([
    ['the exception stays', 'Traceback (most recent call last):\n  File "a.py", line 1\n    f()\nKeyError: 1\n', 'KeyError: 1'],
    ['its last line stays where nothing is indented', 'Traceback (most recent call last):\nKeyError: 1\n', 'KeyError: 1'],
    [
      'what an exception says below its first line is left out',
      'Traceback (most recent call last):\n  File "a.py", line 1\nNotNullViolation: null value\nDETAIL:  Failing row contains (1, Ann).\n\n',
      'NotNullViolation: null value',
    ],
    [
      'the last of several counts',
      'Traceback (most recent call last):\n  File "a.py"\nKeyError: 1\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "b.py"\nValueError: 2\n',
      'ValueError: 2',
    ],
    [
      'no frame is shown where the exception was cut off',
      'Traceback (most recent call last):\n  File "a.py", line 1\n    f()',
      'an exception without words.',
    ],
    ['a text that is none gives its last line', 'one\ntwo\n', 'two'],
    ['an empty text gives an empty line', '', ''],
  ])('%s', (_case, text, line) => {
    expect(exceptionOf(text).line).toBe(line);
  });

  it('the whole text of the exception is there for those who look for a word', () => {
    const text =
      'Traceback (most recent call last):\n  File "a.py"\nOperationalError: one failed\nFATAL:  database "x" does not exist\n';
    expect(exceptionOf(text).whole).toBe('OperationalError: one failed\nFATAL:  database "x" does not exist');
  });
});
