import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The user that a server runs as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);

/** Postgres refuses to run as root: then it runs as nobody (65534 on every Linux). Null: as ourselves. */
export const serverUser: ServerUser | null = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : null;

/**
 * Whether a shell command succeeds for the server's user; `args` are its `$1`, `$2`, ... Modes, access lists and mounts
 * decide together what a user may do: the system itself is asked.
 */
export async function serverUserCan(command: string, ...args: readonly string[]): Promise<boolean> {
  return run('/bin/sh', ['-c', command, 'sh', ...args], { ...serverUser, cwd: '/' }).then(
    () => true,
    () => false,
  );
}
