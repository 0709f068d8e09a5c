import type { Branch, Database, Lease, RunCounts } from '@branch-sync/db';
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
  /** Where a run with a selection of its own goes on (pos.order id), and what it has counted before this attempt. */
  readonly resumeAfterId: number;
  readonly countsBefore: RunCounts;
  /** How many orders there are to look at in all, if somebody has counted. */
  readonly expected: number | null;
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
  /** Asked at every batch's border: where it says so the run gives its place back there, and goes on later. */
  readonly shouldPause: () => Promise<boolean>;
  /** A batch is recorded: both sides have answered. */
  readonly onRecorded: () => Promise<void>;
}
