import type { Run } from '@branch-sync/db';
import type { RunContext } from '../runs/run-context.ts';
import type { PushContext } from './push-context.ts';
import { pushRequestSchema } from './push-request.ts';

/** What a run's push works with. Throws zod's error for a wish that no version of ours has written. */
export function pushContextOf(run: Run, context: RunContext): PushContext {
  const request = pushRequestSchema.parse(run.request);
  const { masterData } = context.branch;
  return {
    ...context,
    request,
    masterData: request.conflicts === undefined ? masterData : { ...masterData, conflicts: request.conflicts },
    resume: run,
    countsBefore: run,
  };
}
