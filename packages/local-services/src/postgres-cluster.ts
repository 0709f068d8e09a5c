import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { passDeadLock } from './postmaster-lock.ts';
import { serverUser } from './server-user.ts';

/** The data of one Postgres, ready to be started. */
export interface PostgresCluster {
  /** Holds data and password. */
  readonly folder: string;
  readonly data: string;
  /** Of the user `postgres`. The port is open to every user of the machine; the password is not. */
  readonly password: string;
}

const run = promisify(execFile);

/** Opens the cluster in a home, or makes it; a throw-away one is always new. Throws where a living server works in it. */
export async function openPostgresCluster(home: string, initdb: string, durable: boolean): Promise<PostgresCluster> {
  const folder = join(await realpath(home), 'cluster');
  const data = join(folder, 'data');
  await passDeadLock(data);
  if (!durable) await rm(folder, { recursive: true, force: true });
  if (!(await exists(folder))) await makeCluster(folder, initdb, durable);
  await removeDrafts(folder);
  return { folder, data, password: await readFile(join(folder, 'password'), 'utf8') };
}

/** Made under another name and renamed: what an interrupted start leaves is never taken for a cluster. */
async function makeCluster(folder: string, initdb: string, durable: boolean): Promise<void> {
  const draft = await mkdtemp(`${folder}.`);
  const passwordFile = join(draft, 'password');
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (serverUser !== null) {
    for (const path of [draft, passwordFile]) await chown(path, serverUser.uid, serverUser.gid);
  }
  const args = ['-D', join(draft, 'data'), '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  const settings = ['--encoding=UTF8', '--locale=C', ...(durable ? [] : ['--no-sync'])];
  try {
    // A user without an entry in the system's list (a container run with any number) is refused here, and told so.
    await run(initdb, [...args, ...settings], { ...serverUser, cwd: '/', env: { ...process.env, LC_ALL: 'C' } });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another start was quicker.
    if (!(await exists(folder))) throw error;
  }
}

/** An initdb that was killed, or that came too late, leaves its draft. */
async function removeDrafts(folder: string): Promise<void> {
  const home = dirname(folder);
  for (const name of await readdir(home)) {
    if (name.startsWith(`${basename(folder)}.`)) await rm(join(home, name), { recursive: true, force: true });
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
