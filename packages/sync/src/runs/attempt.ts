import type { Run, RunStatus } from '@branch-sync/db';
import type { OdooClient } from '@branch-sync/odoo';
import type { Circuits } from '../circuits/circuits.ts';
import type { ConnectionDeps } from '../connections/open-connection.ts';
import type { FailureDescription, Side } from '../failures/catalogue.ts';
import type { CentralWriters } from '../pace/central-writers.ts';
import type { ReceiveMemory } from '../receive/receive-memory.ts';
import type { InPhase, RunReporter, RunTally } from './run-context.ts';

/** What a worker brings to a run. */
export interface RunDeps extends ConnectionDeps {
  readonly writers: CentralWriters;
  /** Kept over runs, as long as the process lives. */
  readonly memory: ReceiveMemory;
  readonly circuits: Circuits;
  /** A lease that is not renewed for so long is free for others. Milliseconds. */
  readonly leaseTtlMs: number;
  readonly random: () => number;
}

/** One attempt at a run, as its job asks for it. */
export interface RunAttempt {
  readonly runId: string;
  readonly report: RunReporter;
  readonly tally?: RunTally;
  readonly inPhase?: InPhase;
  /** Asked at every batch's border: true where the worker stops, or others wait for the place. */
  readonly shouldPause: () => Promise<boolean>;
  /** Attempts of this job that failed before this one. */
  readonly failedBefore: number;
  /** Whether the queue would try once more after a transient failure. */
  readonly mayRetry: boolean;
  /** Hears of the client that speaks to the branch, as long as this attempt works: a silent one holds up a worker's place. */
  readonly onBranchClient?: (client: Pick<OdooClient, 'silentMs'>) => void;
}

/** What is known of an attempt whichever way it ends: the sides that have answered in it, and whether it brought the run on. */
export interface AttemptTrace {
  readonly heard: Set<Side>;
  hasProgressed: boolean;
}

/** How an attempt ended, and so what its job must do. */
export type AttemptEnd =
  /** The run is over, now or before. */
  | {
      readonly kind: 'over';
      readonly run: Pick<Run, 'branchId' | 'kind'> | null;
      /** What this attempt has made of it; left out: it was over before. */
      readonly status?: RunStatus;
    }
  /** Another run holds the branch, or took it over: come back later. */
  | { readonly kind: 'branch_busy' }
  /** The place is wanted, or the worker stops: the run goes on from here, behind those that wait. */
  | { readonly kind: 'paused' }
  /** One side is away, and the run waits for it, however long: no attempt is counted. */
  | { readonly kind: 'waiting'; readonly description: FailureDescription; readonly delayMs: number }
  | { readonly kind: 'failed'; readonly description: FailureDescription; readonly willRetry: boolean; readonly error: unknown };
