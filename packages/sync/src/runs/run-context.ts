import type { Branch, Database, Lease } from '@branch-sync/db';
import type { BranchDialect, CentralDialect, OdooClient } from '@branch-sync/odoo';
import type { CentralWriters } from '../pace/central-writers.ts';
import type { ReceiveMemory } from '../receive/receive-memory.ts';

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

/** Does a part of a run's work under its name: for traces. */
export type InPhase = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Hears of what a run has recorded, once it is recorded: for figures. Counts of nothing are not told. */
export interface RunTally {
  imported(orders: number): void;
  pushed(action: 'create' | 'update', records: number): void;
  failed(code: string): void;
}

/** What the work of a run has, of whichever kind it is; nothing is global. */
export interface RunContext {
  readonly db: Database;
  readonly branch: Branch;
  readonly runId: string;
  readonly lease: Lease;
  readonly branchClient: OdooClient;
  readonly centralClient: OdooClient;
  readonly branchDialect: BranchDialect;
  readonly centralDialect: CentralDialect;
  readonly writers: CentralWriters;
  /** What was asked by runs before, and still holds. */
  readonly memory: ReceiveMemory;
  readonly now: () => Date;
  readonly random: () => number;
  readonly report: RunReporter;
  readonly tally?: RunTally;
  readonly inPhase?: InPhase;
  /** Aborted when the lease is lost: every call under way ends. */
  readonly signal: AbortSignal;
  /** Asked wherever the work may stop: where it says so the run gives its place back there, and goes on later. */
  readonly shouldPause: () => Promise<boolean>;
  /** A part of the work is recorded: both sides have answered. */
  readonly onRecorded: () => Promise<void>;
}
