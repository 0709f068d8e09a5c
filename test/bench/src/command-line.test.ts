import { expect, it } from 'vitest';
import { readCommandLine, UsageError } from './command-line.ts';

const namesOf = (...args: string[]) => readCommandLine(args)?.parts.map(({ name }) => name);

it('measures all where no part is named', () => {
  expect(namesOf()).toEqual(['receive', 'push', 'planner', 'fairness']);
  expect(readCommandLine([])?.options).toEqual({ isQuick: false, minutes: null });
});

it('measures what is named, each once, in their own order', () => {
  expect(namesOf('fairness', 'planner', 'fairness')).toEqual(['planner', 'fairness']);
});

it('reads options before and after the parts', () => {
  expect(readCommandLine(['--quick', 'fairness', '--minutes', '1.5'])?.options).toEqual({ isQuick: true, minutes: 1.5 });
});

it('has nothing to measure where help is asked for', () => {
  expect(readCommandLine(['planner', '--help'])).toBeNull();
});

it.each([
  [['planner', 'plannr'], '“plannr”: receive, push, planner, fairness'],
  [['--fast'], '--fast'],
  [['--minutes', '0'], '--minutes'],
  [['--minutes', 'two'], '“two”'],
  [['--quick=1'], '--quick'],
])('refuses %j and says why', (args, why) => {
  expect(() => readCommandLine(args)).toThrow(UsageError);
  expect(() => readCommandLine(args)).toThrow(why);
});
