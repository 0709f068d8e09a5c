import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type SoakPlan, soakPlan } from './soak-plan.ts';

export const usage = `npm run soak [-- --minutes N] [--seed S] [--queue redis|postgres]

Twenty branches sell and are received by schedule, at ten times the speed, while workers, API, Redis, Postgres, branches and
central are killed, restarted and cut by chance. At the end every order must be in central exactly once, and nothing may hang.

  --minutes N   how long it is disturbed, in real minutes (10); ten times as much by the schedules
  --seed S      a whole number: the same seed draws the same disturbances (by chance; it is printed first)
  --queue Q     where the queue lives: redis (as in production), or postgres

Exit code 0: all promises were held; 1: not, or it was stopped; 2: the command line is not understood.`;

/** The command line is not understood. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
}

const greatestSeed = 2 ** 31 - 1;

/** Reads the arguments. Throws `CommandLineError`. */
export function readCommandLine(args: readonly string[]): SoakPlan | 'help' {
  const { minutes = '10', seed = String(randomInt(greatestSeed)), queue = 'redis', help } = parsed(args);
  if (help) return 'help';
  if (!/^\d+(\.\d+)?$/.test(minutes) || Number(minutes) === 0) throw new CommandLineError(`--minutes ${minutes} is no duration.`);
  if (!/^\d+$/.test(seed) || Number(seed) > greatestSeed) {
    throw new CommandLineError(`--seed ${seed} is no whole number from 0 to ${greatestSeed}.`);
  }
  if (queue !== 'redis' && queue !== 'postgres') throw new CommandLineError(`--queue ${queue} is neither redis nor postgres.`);
  return soakPlan({ seed: Number(seed), disturbedMs: Number(minutes) * 60_000, queue });
}

/** The command that repeats a soak. */
export function repeatCommand({ seed, disturbedMs, queue }: SoakPlan): string {
  return `npm run soak -- --minutes ${disturbedMs / 60_000} --seed ${seed} --queue ${queue}`;
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], options: { minutes: text, seed: text, queue: text, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new CommandLineError(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}
