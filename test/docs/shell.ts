import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What came of a block. */
export interface Outcome {
  /** Null: a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A terminal that goes on from block to block: what one exports or defines, the next ones have. */
export interface Shell {
  /** Runs lines to their end; `-e` and `pipefail` are set, so that what fails in the middle fails. */
  run(lines: string): Promise<Outcome>;
  /** Starts lines as a second terminal would; gives back once they have printed a text. Throws where they end before that. */
  runInBackground(lines: string, until: string): Promise<void>;
  /** Ends what goes on, in order, and throws the terminal away. */
  close(): Promise<void>;
}

/** Of one block, on a machine that does much else. */
const longestMs = 90_000;

/** Opens a terminal in a folder, with nothing in its environment but what is given. */
export async function openShell(cwd: string, env: Readonly<Record<string, string>>): Promise<Shell> {
  const own = await mkdtemp(join(tmpdir(), 'branch-sync-shell-'));
  const state = join(own, 'state.sh');
  await writeFile(state, '');
  const background: ChildProcess[] = [];
  let count = 0;

  async function start(lines: string): Promise<ChildProcess> {
    count += 1;
    const script = join(own, `${count}.sh`);
    // Everything is exported, so that the next block finds it; the functions go beside it.
    const keep = `trap '{ export -p; declare -f; } > "${state}.new" && mv "${state}.new" "${state}"' EXIT`;
    await writeFile(script, `. '${state}'\n${keep}\nset -aeo pipefail\ncd '${cwd}'\n${lines}\n`);
    // A group of its own: what a block has started is ended with it.
    return spawn('bash', [script], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  return {
    async run(lines) {
      const child = await start(lines);
      const [stdout, stderr] = [collected(child.stdout), collected(child.stderr)];
      const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), longestMs);
      const [code] = await once(child, 'close');
      clearTimeout(timer);
      return { code: typeof code === 'number' ? code : null, stdout: stdout(), stderr: stderr() };
    },
    async runInBackground(lines, until) {
      const child = await start(lines);
      background.push(child);
      const output = [collected(child.stdout), collected(child.stderr)];
      const told = () => output.map((text) => text()).join('');
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`“${until}” was not told in time:\n${told()}`)), longestMs);
        const look = () => {
          if (!told().includes(until)) return;
          clearTimeout(timer);
          resolve();
        };
        child.stdout?.on('data', look);
        child.stderr?.on('data', look);
        child.once('close', () => reject(new Error(`It ended before it said “${until}”:\n${told()}`)));
      });
    },
    async close() {
      for (const child of background.reverse()) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const ended = once(child, 'close');
        signalGroup(child, 'SIGTERM');
        const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), 10_000);
        await ended;
        clearTimeout(timer);
      }
      await rm(own, { recursive: true, force: true });
    },
  };
}

/** Whether bash can read lines, without doing anything; else what it says. */
export async function parseTrouble(lines: string): Promise<string | null> {
  const child = spawn('bash', ['-n'], { stdio: ['pipe', 'ignore', 'pipe'] });
  const stderr = collected(child.stderr);
  child.stdin?.end(lines);
  const [code] = await once(child, 'close');
  return code === 0 ? null : stderr();
}

function collected(stream: ChildProcess['stdout']): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
