import { setMaxListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inScope } from '../../bench/src/scope.ts';
import { StoppedError, untilStopped } from '../../bench/src/stop-signal.ts';
import { CommandLineError, readCommandLine, repeatCommand, usage } from './command-line.ts';
import type { Verdict } from './ending/verdict.ts';
import { openJournal } from './journal.ts';
import { runSoak } from './run-soak.ts';
import type { SoakPlan } from './soak-plan.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function soak(plan: SoakPlan): Promise<boolean> {
  say(`seed ${plan.seed}   (again: ${repeatCommand(plan)})`);
  const folder = await mkdtemp(join(tmpdir(), 'branch-sync-soak-'));
  const journal = openJournal(say);
  let isHeld = false;
  try {
    const verdict = await untilStopped((signal) => {
      // Everything that waits for something listens to it.
      setMaxListeners(0, signal);
      return inScope((scope) => runSoak(scope, plan, folder, journal, signal));
    });
    tellVerdict(verdict);
    isHeld = verdict.problems.length === 0;
    return isHeld;
  } catch (error) {
    // A person who stops it wants no logs.
    isHeld = error instanceof StoppedError;
    throw error;
  } finally {
    if (isHeld) await rm(folder, { recursive: true, force: true });
    else say(`Logs and data are kept in ${folder}. Again with the same seed: ${repeatCommand(plan)}`);
  }
}

function tellVerdict({ figures, problems }: Verdict): void {
  for (const problem of problems) say(`PROBLEM: ${problem.split('\n', 1)[0]}`);
  for (const [name, value] of figures) say(`soak.${name}: ${value}`);
  say(problems.length === 0 ? 'All promises were held.' : `${problems.length} promises were broken.`);
}

async function main(): Promise<void> {
  const plan = readCommandLine(process.argv.slice(2));
  if (plan === 'help') return say(usage);
  if (!(await soak(plan))) process.exitCode = 1;
}

main().catch((error: unknown) => {
  const isPlain = error instanceof CommandLineError || error instanceof StoppedError;
  process.stderr.write(`${isPlain ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exitCode = error instanceof CommandLineError ? 2 : 1;
});
