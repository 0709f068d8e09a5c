import { redact } from '@branch-sync/redaction';

/** What came of a sending. `gone`: the receiver wants nothing more. */
export type SendingOutcome =
  | { readonly kind: 'sent'; readonly problem: string | null }
  | { readonly kind: 'failed' | 'gone'; readonly problem: string };

const wordsAtMost = 200;

/** Somebody else's words, as they may be kept and shown: short, on one line, without secrets. */
export function othersWords(text: string): string {
  const line = redact(text)
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .trim();
  return line.length > wordsAtMost ? `${line.slice(0, wordsAtMost)}…` : line;
}
