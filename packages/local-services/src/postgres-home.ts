import { chown, mkdir, mkdtemp, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serverUser, serverUserCan } from './server-user.ts';

/** Where an embedded Postgres lives. */
export interface PostgresHome {
  /** The server's user may do in it as it likes. */
  readonly path: string;
  /** Not below the folder that the caller gave: to be removed with a throw-away server. */
  readonly isElsewhere: boolean;
}

/** Survives a restart of the machine, unlike the temporary folder. Only root comes to this. */
const lastingPlace = '/var/lib/branch-sync';

/**
 * Makes the given folder ready for the server's user. Below a folder that is closed to others (root's own) that user cannot
 * work: then the data stand elsewhere, and those that are to last are found again by a link in the given folder.
 */
export async function preparePostgresHome(givenFolder: string, durable: boolean): Promise<PostgresHome> {
  const folder = resolve(givenFolder);
  await mkdir(folder, { recursive: true });
  if (serverUser === null) return { path: folder, isElsewhere: false };
  const { uid, gid } = serverUser;
  await chown(folder, uid, gid);
  if (await canEnter(folder)) return { path: folder, isElsewhere: false };
  const path = durable ? await lastingFolder(join(folder, 'elsewhere')) : await mkdtemp(join(tmpdir(), 'branch-sync-postgres-'));
  await chown(path, uid, gid);
  if (await canEnter(path)) return { path, isElsewhere: true };
  await rm(path, { recursive: true });
  throw new Error(`Postgres cannot run as root, and no other user can reach ${folder} or ${path}. Use another folder.`);
}

async function lastingFolder(link: string): Promise<string> {
  const kept = await readlink(link).catch(() => null);
  if (kept !== null) {
    await mkdir(kept, { recursive: true });
    return kept;
  }
  await mkdir(lastingPlace, { recursive: true, mode: 0o755 });
  const path = await mkdtemp(join(lastingPlace, 'postgres-'));
  await symlink(path, link);
  return path;
}

function canEnter(folder: string): Promise<boolean> {
  return serverUserCan('cd "$1"', folder);
}
