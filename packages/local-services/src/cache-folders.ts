import { chmod, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const inClone = fileURLToPath(new URL('../../../.local/cache', import.meta.url));

/** `.local/cache` of the clone: this package stands two folders below its root, and src or dist one below that. */
export async function projectCache(): Promise<string> {
  await mkdir(inClone, { recursive: true });
  return inClone;
}

/**
 * A cache of our own in the temporary folder, that others may read. Throws where a folder of that name is not ours: what
 * stands in it is run, and anybody may make folders there.
 */
export async function temporaryCache(): Promise<string> {
  const uid = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `branch-sync-cache-${uid}`);
  await mkdir(folder, { recursive: true });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== uid) throw new Error(`${folder} belongs to another user. Remove it.`);
  await chmod(folder, 0o755);
  return folder;
}
