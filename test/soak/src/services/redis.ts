import { rm } from 'node:fs/promises';
import { findRedis, startRedis } from '@branch-sync/local-services';
import type { Scope } from '../../../bench/src/scope.ts';
import { restartable, type Service } from './service.ts';

/** A Redis with an append-only file: a kill loses its last second at the most. */
export interface RedisService extends Service {
  readonly url: string;
  /** Loses the file as well, while it is down. */
  loseData(): Promise<void>;
}

/** Starts a Redis in a folder; it ends with the scope. Throws where none can be had. */
export async function openRedis(scope: Scope, folder: string): Promise<RedisService> {
  const binary = await findRedis();
  if (binary === null) throw new Error('There is no Redis on this machine, and none could be had. Use --queue postgres.');
  const first = await startRedis({ binary, folder, appendOnly: true });
  const { port, url } = first;
  const service = restartable('Redis', first, 'SIGKILL', () => startRedis({ binary, folder, port, appendOnly: true }));
  scope.add('Redis', () => service.stop());
  return { ...service, url, loseData: () => rm(folder, { recursive: true, force: true }) };
}
