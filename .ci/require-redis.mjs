// Both queue stores are tested here, always: without REDIS_URL a Redis must be found on this machine or fetched for it.
import { findRedis } from '@branch-sync/local-services';

if (!process.env.REDIS_URL && (await findRedis()) === null) {
  console.error(
    'There is no Redis: none on PATH, and Debian’s packages could not be fetched. Set REDIS_URL, or install redis-server.',
  );
  process.exitCode = 1;
}
