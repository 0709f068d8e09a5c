import type { Look } from '@branch-sync/sync';
import { ProblemError } from './problem-error.ts';

/**
 * What was seen in an Odoo. Throws a problem in its words where nothing was: trying again helps only where it did not answer, not where it does not
 * let our user look, or has no such thing.
 */
export function requireSeen<T>(look: Look<T>): T {
  if ('seen' in look) return look.seen;
  const { code, message, fix } = look.failure;
  const isRefused = /\.(access_denied|unexpected)$/.test(code);
  if (isRefused) throw new ProblemError(409, { code, detail: `${message} ${fix}` });
  throw new ProblemError(503, { code: `${look.side}.unseen`, detail: message });
}
