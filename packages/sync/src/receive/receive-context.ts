import type { RunCounts } from '@branch-sync/db';
import type { OdooClient } from '@branch-sync/odoo';
import type { RunContext } from '../runs/run-context.ts';
import type { ReceiveRequest } from './receive-request.ts';

/** A client that can ask, and nothing else. */
type Asking = Pick<OdooClient, 'connection' | 'searchRead' | 'searchReadPages' | 'searchCount'>;

/** What reading and resolving orders works with: both Odoos are asked, and nothing is written. */
export interface ResolveContext extends Pick<RunContext, 'db' | 'branch' | 'branchDialect' | 'memory' | 'signal'> {
  readonly branchClient: Asking;
  readonly centralClient: Asking;
  readonly report: Pick<RunContext['report'], 'line'>;
}

/** All that receive works with. */
export interface ReceiveContext extends RunContext {
  readonly request: ReceiveRequest;
  /** Where a run with a selection of its own goes on (pos.order id), and what it has counted before this attempt. */
  readonly resumeAfterId: number;
  readonly countsBefore: RunCounts;
  /** How many orders there are to look at in all, if somebody has counted. */
  readonly expected: number | null;
  /** Attempts that failed before this one: what a slow line or a slow central could not take within a call's time is halved with each. */
  readonly failedBefore: number;
}
