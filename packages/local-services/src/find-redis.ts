import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { projectCache } from './cache-folders.ts';
import { unpackDebianRedis } from './debian-redis.ts';

/** A Redis server that can be started. */
export interface RedisBinary {
  readonly path: string;
  /** Where its libraries are, if not where the system looks. */
  readonly libraryPath: string | null;
}

export interface FindRedisOptions {
  /** Where a download is kept; `.local/cache` of the clone by default. */
  readonly cacheFolder?: string;
  /** Hears why there is none. */
  readonly log?: (line: string) => void;
}

const run = promisify(execFile);

/**
 * A Redis or Valkey on PATH, else Debian's packages, downloaded without root and unpacked into a cache. Null where neither
 * can be had. REDIS_URL is the caller's to look at first.
 */
export async function findRedis({ cacheFolder, log = () => undefined }: FindRedisOptions = {}): Promise<RedisBinary | null> {
  for (const name of ['redis-server', 'valkey-server']) {
    const path = await pathOf(name);
    if (path !== null) return { path, libraryPath: null };
  }
  try {
    const unpacked = await unpackDebianRedis(cacheFolder ?? (await projectCache()));
    await run(unpacked.path, ['--version'], { env: redisEnvironment(unpacked) });
    return unpacked;
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim() : String(error);
    log(`There is no redis-server or valkey-server on PATH, and Debian's packages did not help: ${reason}`);
    return null;
  }
}

/** Variables that the program needs to find its libraries. */
export function redisEnvironment({ libraryPath }: RedisBinary): Record<string, string> {
  return libraryPath === null ? {} : { LD_LIBRARY_PATH: libraryPath };
}

async function pathOf(name: string): Promise<string | null> {
  return run('/bin/sh', ['-c', 'command -v "$1"', 'sh', name]).then(
    ({ stdout }) => stdout.trim() || null,
    () => null,
  );
}
