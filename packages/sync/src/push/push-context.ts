import type { Branch, Database, MasterData, Run, RunCounts } from '@branch-sync/db';
import type { OdooClient } from '@branch-sync/odoo';
import type { RunContext } from '../runs/run-context.ts';
import type { Languages } from './languages.ts';
import type { PushRequest } from './push-request.ts';

/** What finding out needs of what is to be pushed: nothing is written. */
export interface PlanContext {
  readonly db: Database;
  readonly branch: Branch;
  readonly branchClient: OdooClient;
  readonly centralClient: OdooClient;
  /** As the branch's settings say, and the request. */
  readonly masterData: MasterData;
  readonly request: PushRequest;
  readonly languages: Languages;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** All that a push works with. */
export interface PushContext extends RunContext, PlanContext {
  /** Where the run goes on: the model, and central's id in it. */
  readonly resume: Pick<Run, 'resumeModel' | 'resumeAfterId'>;
  readonly countsBefore: RunCounts;
}
