import type { Branch, Database, Lease } from '@branch-sync/db';
import type { BranchDialect, CentralDialect, OdooClient } from '@branch-sync/odoo';
import type { CentralWriters } from './central-writers.ts';
import type { ReceiveRequest } from './receive-request.ts';

/** How a run tells what it does, to operators (Bull Board's log and progress) and to the log. */
export interface RunReporter {
  line(text: string): void;
  progress(counts: {
    readonly seen: number;
    readonly imported: number;
    readonly alreadyThere: number;
    readonly failed: number;
    readonly flagged: number;
  }): void;
}

/** All that receive works with; nothing is global. */
export interface ReceiveContext {
  readonly db: Database;
  readonly branch: Branch;
  readonly runId: string;
  readonly request: ReceiveRequest;
  readonly lease: Lease;
  readonly branchClient: OdooClient;
  readonly centralClient: OdooClient;
  readonly branchDialect: BranchDialect;
  readonly centralDialect: CentralDialect;
  readonly writers: CentralWriters;
  /** How many orders go to central in one `load`. */
  readonly batchSize: number;
  readonly now: () => Date;
  readonly random: () => number;
  readonly report: RunReporter;
  /** Aborted when the lease is lost: every call under way ends. */
  readonly signal: AbortSignal;
  /** True once the worker is asked to stop: the run then ends at the next batch's border and goes on elsewhere. */
  readonly shouldStop: () => boolean;
}
