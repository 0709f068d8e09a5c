export * from './access.ts';
export * from './branches.ts';
export * from './central.ts';
export * from './connection.ts';
export * from './failures.ts';
export * from './mappings.ts';
export * from './orders.ts';
export * from './runs.ts';
