import { redact } from '@branch-sync/redaction';

/** Writes the last line of a process, for whoever looks why it ended: on stderr, plain, whatever the level of the log, without a secret. */
export function lastWords(name: string, words: string): void {
  process.stderr.write(`branch-sync ${name} ${redact(words)}\n`);
}
