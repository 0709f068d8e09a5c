export * from './client.ts';
export { createOdooClient, DEFAULT_LIMITS } from './create-client.ts';
export * from './dialect.ts';
export { connectionFactsSchema } from './discover.ts';
export * from './errors.ts';
export type { CallObserver, ObservedCall, ObservedEnd } from './observe.ts';
export type { Group, GroupAsk, GroupKey } from './read-groups.ts';
export * from './record.ts';
export { isBusy } from './refuse-http.ts';
