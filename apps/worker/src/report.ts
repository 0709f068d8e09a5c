import type { Job } from '@branch-sync/queue';
import type { RunReporter } from '@branch-sync/sync';
import type { Logger } from 'pino';

/** Tells operators in Bull Board (progress and log lines of the job) and the log what a run does. Neither may stop the run. */
export function reportTo(job: Job, log: Logger): RunReporter {
  const ignore = (error: unknown) => log.debug({ err: error }, 'the queue did not take a report');
  return {
    line(text) {
      log.info(text);
      job.log(text).catch(ignore);
    },
    progress(counts) {
      job.updateProgress({ ...counts }).catch(ignore);
    },
  };
}
