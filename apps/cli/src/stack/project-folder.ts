import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone's root: apps/cli/{src,dist}/stack stands four folders below it. */
export const projectFolder = fileURLToPath(new URL('../../../../', import.meta.url));

/** Where everything of this machine lives unless told otherwise: database, keys, logs. Ignored by git. */
export const localFolder = join(projectFolder, '.local');

/** Makes a folder that only its owner may enter, and gives its path. */
export function makeFolder(...path: string[]): string {
  const folder = join(...path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
