import type { Branch } from '@branch-sync/db';
import { OdooError } from '@branch-sync/odoo';
import { describeFailure, type FailureDescription } from '../failures/catalogue.ts';
import { describeOdooError } from '../failures/describe-odoo-error.ts';
import { branchInWords } from '../receive/order-words.ts';
import { RunStoppedError } from './run-stopped-error.ts';

/** Whatever ended a run's attempt, in the catalogue's words. */
export function describeRunError(error: unknown, branch: Branch): FailureDescription {
  if (error instanceof RunStoppedError) return error.description;
  if (error instanceof OdooError) {
    return describeOdooError(error, { side: isOfBranch(error, branch) ? 'branch' : 'central', branchCode: branch.code });
  }
  // Our own fault, or Postgres's: the text may quote a query, so only the error's kind is told; the log has the rest.
  const detail = error instanceof Error ? error.name : 'an unknown error';
  return describeFailure('run.internal', { branch: branchInWords(branch), detail });
}

function isOfBranch({ call }: OdooError, branch: Branch): boolean {
  return call.host === new URL(branch.url).host && call.database === branch.database;
}
