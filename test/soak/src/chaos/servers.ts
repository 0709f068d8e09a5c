import { setTimeout as pause } from 'node:timers/promises';
import type { Queues } from '@branch-sync/queue';
import type { Service } from '../services/service.ts';
import type { Disturbance } from './disturbance.ts';

const postgresCrashed: Disturbance = {
  name: 'Postgres crashed',
  cards: 1,
  befall: ({ services, signal }, random) => crashAndStart(services.postgres, random.between(0, 3_000), signal),
};

const redisCrashed: Disturbance = {
  name: 'Redis crashed',
  cards: 1,
  befall: ({ services: { redis }, signal }, random) =>
    redis === null ? null : crashAndStart(redis, random.between(0, 3_000), signal),
};

const redisLost: Disturbance = {
  name: 'Redis lost its data',
  cards: 1,
  befall: ({ services: { redis }, signal }, random) =>
    redis === null ? null : crashAndStart(redis, random.between(0, 3_000), signal, () => redis.loseData()),
};

const queueEmptied: Disturbance = {
  name: 'queue emptied',
  cards: 1,
  befall: ({ product, services }) =>
    (services.redis ?? services.postgres).isUp() ? { detail: 'while everybody is connected', over: empty(product.queues) } : null,
};

/** What befalls Postgres, Redis, and the queue in either. */
export const serverDisturbances: readonly Disturbance[] = [postgresCrashed, redisCrashed, redisLost, queueEmptied];

function crashAndStart(service: Service, awayMs: number, signal: AbortSignal, whileDown: () => Promise<void> = async () => {}) {
  if (!service.isUp()) return null;
  const over = async () => {
    await service.crash();
    await whileDown();
    await pause(awayMs, undefined, { signal });
    await service.start();
  };
  return { detail: `away for ${awayMs} ms`, over: over() };
}

/** As after a FLUSHALL; where the store dies meanwhile, part of it stays. */
async function empty(queues: Queues): Promise<void> {
  for (const queue of Object.values(queues.byName)) await queue.obliterate({ force: true }).catch(() => undefined);
}
