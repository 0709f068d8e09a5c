import type { Look } from '@branch-sync/sync';
import { ProblemError } from '../problems/problem-error.ts';

/** What was seen in central. Throws a problem in central's words where nothing was. */
export function requireSeen<T>(look: Look<T>): T {
  if ('seen' in look) return look.seen;
  throw new ProblemError(503, { code: 'central.unseen', detail: look.unseen });
}
