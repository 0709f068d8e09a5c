import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RedisBinary } from './find-redis.ts';

const run = promisify(execFile);

/** The server itself is in redis-tools (redis-server is a link to it); a slim machine may lack the two libraries. */
const packages = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1'];

/** Redis from Debian's (or Ubuntu's) packages, unpacked in the cache: once. Throws where apt cannot get them. */
export async function unpackDebianRedis(cacheFolder: string): Promise<RedisBinary> {
  const folder = join(cacheFolder, 'redis');
  return (await inFolder(folder)) ?? (await download(cacheFolder, folder));
}

async function inFolder(folder: string): Promise<RedisBinary | null> {
  const path = join(folder, 'usr', 'bin', 'redis-server');
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  const libraries = join(folder, 'usr', 'lib');
  const folders = await readdir(libraries);
  return { path, libraryPath: folders.map((name) => join(libraries, name)).join(':') };
}

/** Two at once each unpack for themselves and rename: the later one finds the place taken, and uses what is there. */
async function download(cacheFolder: string, folder: string): Promise<RedisBinary> {
  await mkdir(cacheFolder, { recursive: true });
  // Beside the target: a rename does not reach across file systems.
  const work = await mkdtemp(`${folder}.`);
  try {
    await downloadPackages(work);
    const unpacked = join(work, 'unpacked');
    await mkdir(unpacked);
    for (const name of await readdir(work)) {
      if (name.endsWith('.deb')) await run('dpkg', ['-x', join(work, name), unpacked]);
    }
    await rename(unpacked, folder).catch(() => undefined);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const redis = await inFolder(folder);
  if (redis === null) throw new Error(`${packages.join(', ')} hold no redis-server.`);
  return redis;
}

/** With the machine's own package lists; a fresh machine has none, or they are out of date: then with lists of our own. */
async function downloadPackages(work: string): Promise<void> {
  // apt as root would fetch as its own user, who cannot write here.
  const asWeAre = process.getuid?.() === 0 ? ['APT::Sandbox::User=root'] : [];
  const fetch = (settings: readonly string[]) => apt(settings, ['download', ...packages], work);
  try {
    await fetch(asWeAre);
  } catch {
    const ownLists = [...asWeAre, ...(await ownAptState(work))];
    await apt(ownLists, ['update'], work);
    await fetch(ownLists);
  }
}

/** State and cache of our own: they need neither root nor the machine's lock. */
async function ownAptState(work: string): Promise<string[]> {
  const state = join(work, 'state');
  const cache = join(work, 'cache');
  await mkdir(join(state, 'lists', 'partial'), { recursive: true });
  await mkdir(join(cache, 'archives', 'partial'), { recursive: true });
  return [`Dir::State=${state}`, 'Dir::State::status=/var/lib/dpkg/status', `Dir::Cache=${cache}`, 'Debug::NoLocking=1'];
}

function apt(settings: readonly string[], args: readonly string[], cwd: string): Promise<unknown> {
  return run('apt-get', [...settings.flatMap((setting) => ['-o', setting]), ...args], { cwd, timeout: 120_000 });
}
