import type { Branch } from '@branch-sync/db';
import { OdooError } from '@branch-sync/odoo';
import { describeFailure, type FailureDescription, type Side } from '../failures/catalogue.ts';
import { describeOdooError } from '../failures/describe-odoo-error.ts';
import { branchInWords } from '../receive/order-words.ts';
import { RunStoppedError } from './run-stopped-error.ts';

/** Whatever ended a run's attempt, in the catalogue's words. */
export function describeRunError(error: unknown, branch: Branch): FailureDescription {
  if (error instanceof RunStoppedError) return error.description;
  const side = sideOf(error, branch);
  if (side !== null && error instanceof OdooError) return describeOdooError(error, { side, branchCode: branch.code });
  // Our own fault, or Postgres's: the text may quote a query, so only the error's kind is told; the log has the rest.
  const detail = error instanceof Error ? error.name : 'an unknown error';
  return describeFailure('run.internal', { branch: branchInWords(branch), detail });
}

/** The side that a call went to which ended in this error; null where it is no error of a call. */
export function sideOf(error: unknown, branch: Branch): Side | null {
  if (!(error instanceof OdooError)) return null;
  const { host, database } = error.call;
  return host === new URL(branch.url).host && database === branch.database ? 'branch' : 'central';
}
