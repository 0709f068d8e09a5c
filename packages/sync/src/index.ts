export { type BehindWatch, branchesToWatch, createBehindWatch, knownUntilOf } from './behind/behind-watch.ts';
export { type Circuits, type CircuitTransition, createCircuits } from './circuits/circuits.ts';
export type { ConnectionCheck, Finding } from './connections/connection-check.ts';
export { type Look, lookInBranch, lookInCentral } from './connections/look.ts';
export type { ConnectionDeps } from './connections/open-connection.ts';
export { testBranch, testCentral, testNewBranch } from './connections/test-connection.ts';
export { logUnverified } from './connections/unverified.ts';
export * from './failures/catalogue.ts';
export * from './failures/describe-odoo-error.ts';
export { type RetryOutcome, retryFailures } from './failures/retry-failures.ts';
export { inParallel } from './in-parallel.ts';
export { checkLinks } from './mappings/check-links.ts';
export { type DiscoveredModel, discoveredModels, discoverRecords } from './mappings/discover-records.ts';
export { checkAgainstCentral, type MapOutcome, mapRecords, setChecked, UnfitMappingsError } from './mappings/map-records.ts';
export { type SuggestionsFor, suggestMappings } from './mappings/suggest/suggest-mappings.ts';
export { sumOfDecimals } from './money.ts';
export { type OrderEvent, orderHistory } from './orders/order-history.ts';
export { lookAtBothSides, type OrderSides, type Seen } from './orders/order-sides.ts';
export { createCentralWriters } from './pace/central-writers.ts';
export { type PaceBounds, unitsOf } from './pace/next-pace.ts';
export {
  type AccountNow,
  type CentralAccount,
  type KnownAccount,
  lookUpCentralAccount,
  proveCentralAccount,
} from './people/central-account.ts';
export { createPlanner, type Planner } from './planner/planner.ts';
export { listPushable, type PushableRecord } from './push/list-pushable.ts';
export { type PushRequest, pushRequestSchema } from './push/push-request.ts';
export { estimateReceive } from './receive/estimate-receive.ts';
export type { NamedDraft } from './receive/preview/outcome.ts';
export { type PreviewedOrder, previewReceive } from './receive/preview/preview-receive.ts';
export { createReceiveMemory } from './receive/receive-memory.ts';
export { maxOrderIds, receiveRequestSchema } from './receive/receive-request.ts';
export { addDays, localDay, localDayOf } from './reconcile/local-days.ts';
export { type FoundRecord, type RecordAsk, searchRecords } from './records/search-records.ts';
export type { AttemptEnd, RunAttempt, RunDeps } from './runs/attempt.ts';
export { cancelRun } from './runs/cancel-run.ts';
export { enqueueNextRun } from './runs/enqueue-next-run.ts';
export { executeRun } from './runs/execute-run.ts';
export { IdempotencyConflictError, type RunRequestInput, requestRun } from './runs/request-run.ts';
export { retryRun } from './runs/retry-run.ts';
export { RunConflictError } from './runs/run-conflict-error.ts';
export type { RunReporter, RunTally } from './runs/run-context.ts';
export { RunStoppedError } from './runs/run-stopped-error.ts';
export { wakeBranch } from './runs/wake-branch.ts';
