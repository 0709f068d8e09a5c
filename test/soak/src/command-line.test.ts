import { expect, it } from 'vitest';
import { CommandLineError, readCommandLine, repeatCommand, usage } from './command-line.ts';
import type { SoakPlan } from './soak-plan.ts';

function planOf(...args: string[]): SoakPlan {
  const plan = readCommandLine(args);
  if (plan === 'help') throw new Error('It asks for help.');
  return plan;
}

it('takes ten minutes, a seed by chance, and Redis where nothing is said', () => {
  const plan = planOf();
  expect(plan).toMatchObject({ disturbedMs: 600_000, queue: 'redis' });
  expect(planOf().seed).not.toBe(plan.seed);
});

it('gives the command that repeats a soak', () => {
  const plan = planOf('--minutes', '0.5', '--seed', '7', '--queue', 'postgres');
  expect(plan).toMatchObject({ disturbedMs: 30_000, seed: 7, queue: 'postgres' });
  const [, ...again] = repeatCommand(plan).split(' -- ');
  expect(planOf(...again.join(' ').split(' '))).toEqual(plan);
});

it.each([
  ['--minutes', '0'],
  ['--minutes', 'ten'],
  ['--seed', '-1'],
  ['--seed', '1.5'],
  ['--queue', 'kafka'],
  ['--hours', '1'],
  ['again'],
])('does not understand %s %s', (...args) => {
  expect(() => readCommandLine(args)).toThrow(CommandLineError);
});

it('helps', () => {
  expect(readCommandLine(['--help'])).toBe('help');
  for (const option of ['--minutes', '--seed', '--queue']) expect(usage).toContain(option);
});
