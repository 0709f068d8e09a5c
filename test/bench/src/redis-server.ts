import { findRedis, startRedis } from '@branch-sync/local-services';
import type { Scope } from './scope.ts';

/** The Redis that the queue lives in; `url` is null where the machine has none. */
export interface RedisServer {
  readonly url: string | null;
  /** In words. */
  readonly source: string;
}

/** The Redis of REDIS_URL, else one of our own that goes with the scope, where one can be had. */
export async function openRedis(scope: Scope, givenUrl: string | undefined): Promise<RedisServer> {
  if (givenUrl) return { url: givenUrl, source: 'the Redis of REDIS_URL' };
  const binary = await findRedis();
  if (binary === null) return { url: null, source: 'Postgres, as no Redis could be had' };
  // As production has it: an append-only file.
  const server = await startRedis({ binary, appendOnly: true });
  scope.add('Redis', () => server.stop());
  return { url: server.url, source: 'a Redis that was started for it' };
}
