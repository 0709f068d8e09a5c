import type { JobEnd } from './process-run.ts';

/** One word for how an attempt ended: the run's status where it is over now. */
export function outcomeOf(end: JobEnd): string {
  if (end.kind === 'over') return end.status ?? 'over_before';
  if (end.kind === 'failed') return end.willRetry ? 'retrying' : 'failed';
  return end.kind;
}
