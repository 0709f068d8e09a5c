export { inspectStore, leastRedisVersion, type StoreReport } from './inspect-store.ts';
export * from './names.ts';
export * from './payload.ts';
export * from './queues.ts';
export * from './retry-policy.ts';
export * from './store.ts';
export * from './workers.ts';
