import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const patienceMs = 10_000;

/**
 * Sees to it that the lock file of a dead Postgres is no obstacle. Postgres itself passes over the lock of a process that is
 * gone, but believes in one whose number is in use, and that number may be another's by now: then the lock is removed. It is
 * kept where it can be, for Postgres learns from it whether children of the dead one still write.
 * A living one gets a little time: the watchdog of a killed process may be ending it at this moment. Throws where it lives on.
 */
export async function passDeadLock(data: string, waitMs = patienceMs): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  const deadline = Date.now() + waitMs;
  for (;;) {
    const text = await readFile(lock, 'utf8').catch(() => '');
    const pid = Number.parseInt(text, 10);
    const command = await commandLineOf(pid);
    if (command === '') return;
    if (!command.includes(data)) return rm(lock, { force: true });
    if (Date.now() >= deadline) {
      throw new Error(`Another Postgres (process ${pid}) works in ${data}. Stop it, or use another folder.`);
    }
    await pause(50);
  }
}

/** Empty where there is no such process. */
async function commandLineOf(pid: number): Promise<string> {
  if (!Number.isInteger(pid)) return '';
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return run('ps', ['-p', String(pid), '-o', 'command=']).then(
    ({ stdout }) => stdout,
    () => '',
  );
}
