import { Cron } from 'croner';
import { z } from 'zod';

function problemOf(pattern: string): string | null {
  if (pattern.trim().split(/\s+/).length !== 5) return 'must have five fields: minute, hour, day, month, weekday';
  try {
    return new Cron(pattern, { paused: true, mode: '5-part' }).nextRun() === null ? 'never comes due' : null;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^CronPattern: /, '') : 'is no cron pattern';
  }
}

/** A cron pattern of five fields, e.g. `0 8-20 * * MON-SAT`; it must come due some day. */
export const cronSchema = z
  .string()
  .max(200)
  .superRefine((pattern, issues) => {
    const problem = problemOf(pattern);
    if (problem !== null) issues.addIssue({ code: 'custom', message: problem });
  });
