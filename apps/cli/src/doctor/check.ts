import type { Finding } from '@branch-sync/sync';

/** One line of doctor's report: what was looked at, what was found, what to do. */
export interface Check extends Finding {
  /** `database`, `queue`, `secrets`, `central`, or a branch's code. */
  readonly subject: string;
}

/** Something that is well. */
export function well(subject: string, code: string, message: string): Check {
  return { subject, level: 'ok', code, message, fix: null };
}
