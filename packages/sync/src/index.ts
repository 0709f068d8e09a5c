export { branchClient, type ConnectionDeps, centralClient } from './connections/open-connection.ts';
export * from './failures/catalogue.ts';
export * from './failures/describe-odoo-error.ts';
export { createCentralWriters } from './receive/central-writers.ts';
export type { RunReporter } from './receive/receive-context.ts';
export { receiveRequestSchema } from './receive/receive-request.ts';
export { type AttemptEnd, executeRun, type RunAttempt, type RunDeps } from './runs/execute-run.ts';
export { IdempotencyConflictError, type RunRequestInput, requestRun } from './runs/request-run.ts';
export { RunStoppedError } from './runs/run-stopped-error.ts';
