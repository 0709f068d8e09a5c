import { addRunLine, type Database } from '@branch-sync/db';
import type { Job } from '@branch-sync/queue';
import { redact } from '@branch-sync/redaction';
import type { RunReporter } from '@branch-sync/sync';
import type { Logger } from 'pino';

export interface Reported {
  readonly db: Database;
  readonly runId: string;
  readonly job: Job;
  readonly log: Logger;
}

/**
 * Tells what a run does: its lines to the log, to those who watch it (Postgres) and to Bull Board, its counts to Bull Board. None of them may stop the
 * run, or slow it down.
 */
export function reportTo({ db, runId, job, log }: Reported): RunReporter {
  const missed = (place: string) => (error: unknown) => log.debug({ err: error }, `${place} did not take a report`);
  const keepLine = inOrder((text) => addRunLine(db, runId, text), missed('Postgres'));
  const showLine = inOrder((text) => job.log(text), missed('the queue'));
  return {
    line(said) {
      const text = redact(said);
      log.info(text);
      keepLine(text);
      showLine(text);
    },
    progress(counts) {
      job.updateProgress({ ...counts }).catch(missed('the queue'));
    },
  };
}

/** Lets nobody wait, and yet writes one line after the other: who reads on after the last one that he has seen must miss none. */
function inOrder(write: (text: string) => Promise<unknown>, onError: (error: unknown) => void): (text: string) => void {
  let last: Promise<unknown> = Promise.resolve();
  return (text) => {
    last = last.then(() => write(text)).catch(onError);
  };
}
