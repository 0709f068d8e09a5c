import type { RunCounts } from '@branch-sync/db';
import type { RunContext } from '../runs/run-context.ts';
import type { ReceiveRequest } from './receive-request.ts';

/** All that receive works with. */
export interface ReceiveContext extends RunContext {
  readonly request: ReceiveRequest;
  /** Where a run with a selection of its own goes on (pos.order id), and what it has counted before this attempt. */
  readonly resumeAfterId: number;
  readonly countsBefore: RunCounts;
  /** How many orders there are to look at in all, if somebody has counted. */
  readonly expected: number | null;
  /** How many orders go to central in one `load`. */
  readonly batchSize: number;
}
