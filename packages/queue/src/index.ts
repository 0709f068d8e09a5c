export { inspectStore, leastRedisVersion, type StoreReport } from './inspect-store.ts';
export * from './names.ts';
export { nextDueAt, phaseOf, type Rhythm } from './next-due.ts';
export * from './payload.ts';
export { keepTicking } from './planner-ticks.ts';
export * from './queues.ts';
export * from './retry-policy.ts';
export * from './store.ts';
export * from './workers.ts';
