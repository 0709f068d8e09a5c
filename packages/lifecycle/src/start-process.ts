import { errorMessage } from '@branch-sync/log';
import { lastWords } from './last-words.ts';

/** Starts a process of the product (`api`, `worker`). What keeps it from starting is its last line, and exit code 1. */
export function startProcess(name: string, start: () => Promise<void>): void {
  start().catch((error: unknown) => {
    lastWords(name, `cannot start: ${errorMessage(error)}`);
    process.exit(1);
  });
}
