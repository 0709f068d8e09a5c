import type { Run } from '@branch-sync/db';
import type { RunContext } from '../runs/run-context.ts';
import { languageOf } from './languages.ts';
import type { PushContext } from './push-context.ts';
import { pushRequestSchema } from './push-request.ts';

/** What a run's push works with. Throws `OdooError`, and zod's error for a wish that no version of ours has written. */
export async function pushContextOf(run: Run, context: RunContext): Promise<PushContext> {
  const request = pushRequestSchema.parse(run.request);
  const { branch, branchClient, centralClient, signal } = context;
  const { masterData } = branch;
  const [ofCentral, ofBranch] = await Promise.all([languageOf(centralClient, signal), languageOf(branchClient, signal)]);
  return {
    ...context,
    request,
    languages: { central: ofCentral, branch: ofBranch },
    masterData: request.conflicts === undefined ? masterData : { ...masterData, conflicts: request.conflicts },
    resume: run,
    countsBefore: run,
  };
}
