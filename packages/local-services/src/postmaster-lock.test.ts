import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { passDeadLock } from './postmaster-lock.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

async function folderWithLock(content: string): Promise<{ data: string; lock: string }> {
  const data = await temporaryFolder();
  const lock = join(data, 'postmaster.pid');
  await writeFile(lock, content);
  return { data, lock };
}

it('removes a lock whose process number is another program’s by now', async () => {
  const { data, lock } = await folderWithLock(`${process.pid}\n/elsewhere\n`);
  await passDeadLock(data, 0);
  await expect(access(lock)).rejects.toThrow();
});

it('leaves the lock of a process that is gone to Postgres, which looks for its children', async () => {
  const child = spawn('true');
  await once(child, 'exit');
  const { data, lock } = await folderWithLock(`${child.pid}\n`);
  await passDeadLock(data, 0);
  await access(lock);
});

it('passes where there is no lock, or none that can be read', async () => {
  await passDeadLock(join(await temporaryFolder(), 'nothing'), 0);
  const { data } = await folderWithLock('');
  await passDeadLock(data, 0);
});

it('refuses the folder of a living server, and names its process', async () => {
  const { data, lock } = await folderWithLock('');
  const living = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', data]);
  onTestFinished(() => void living.kill('SIGKILL'));
  await once(living, 'spawn');
  await writeFile(lock, `${living.pid}\n`);
  await expect(passDeadLock(data, 0)).rejects.toThrow(`process ${living.pid}) works in ${data}`);
  await access(lock);
});

it('waits for a server that is being ended', async () => {
  const { data, lock } = await folderWithLock('');
  const ending = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', data]);
  await once(ending, 'spawn');
  await writeFile(lock, `${ending.pid}\n`);
  const passed = passDeadLock(data, 20_000);
  ending.kill('SIGKILL');
  await passed;
});
