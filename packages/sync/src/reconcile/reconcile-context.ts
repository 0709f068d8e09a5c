import type { RunCounts } from '@branch-sync/db';
import type { RunContext } from '../runs/run-context.ts';
import type { ReconcileRequest } from './reconcile-request.ts';

/** All that reconcile works with. */
export interface ReconcileContext extends RunContext {
  readonly request: ReconcileRequest;
  /** What the run has counted before this attempt. */
  readonly countsBefore: RunCounts;
}
