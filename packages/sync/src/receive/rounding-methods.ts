import { readCompany } from '../connections/read-company.ts';
import type { RoundingMethods } from './explain-difference.ts';
import type { ReceiveContext } from './receive-context.ts';

/** Asks both sides how they round taxes, at the first call only: it explains a difference and is not needed without one. */
export function askRoundingMethods({ branch, branchClient, centralClient, signal }: ReceiveContext): RoundingMethods {
  let answer: ReturnType<RoundingMethods> | undefined;
  return () => {
    answer ??= Promise.all([readCompany(branchClient, null, signal), readCompany(centralClient, branch.companyId, signal)]).then(
      ([ofBranch, ofCentral]) => ({
        branch: ofBranch?.taxRoundingMethod ?? null,
        central: ofCentral?.taxRoundingMethod ?? null,
      }),
    );
    return answer;
  };
}
