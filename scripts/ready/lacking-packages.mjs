import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Names what package-lock.json asks for and node_modules has not got, or has in another version. npm writes down what it has
 * installed in `node_modules/.package-lock.json`, last of all: an installation that was cut short has no such file.
 * Optional packages are left out: most of them are for other platforms.
 */
export async function lackingPackages(project) {
  const wanted = await packagesOf(join(project, 'package-lock.json'));
  const installed = await packagesOf(join(project, 'node_modules', '.package-lock.json')).catch((error) => {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return {};
    throw error;
  });
  return Object.entries(wanted)
    .filter(([path, { optional }]) => path !== '' && optional !== true)
    .filter(([path, wantedPackage]) => !isSame(wantedPackage, installed[path]))
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
}

async function packagesOf(lockFile) {
  return JSON.parse(await readFile(lockFile, 'utf8')).packages;
}

function isSame(wanted, installed) {
  return (
    installed !== undefined &&
    installed.version === wanted.version &&
    installed.integrity === wanted.integrity &&
    installed.link === wanted.link
  );
}
