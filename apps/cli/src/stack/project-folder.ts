import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone's root: apps/cli/{src,dist}/stack stands four folders below it. */
export const projectFolder = fileURLToPath(new URL('../../../../', import.meta.url));

/** Where everything of this machine lives: database, keys, logs. Ignored by git. */
export const localFolder = join(projectFolder, '.local');

/** Makes a folder below `.local/` that only its owner may enter. */
export function makeLocalFolder(...path: string[]): string {
  const folder = join(localFolder, ...path);
  mkdirSync(folder, { recursive: true });
  return folder;
}
