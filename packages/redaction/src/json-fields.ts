import { secretNames } from './secret-names.ts';
import { mark } from './secret-scrubber.ts';

/** The name of a secret's field and the beginning of its text; the quotes of both have as many backslashes before them. */
const opening = new RegExp(`(?<!\\\\)(\\\\*)"${secretNames}\\1"\\s*:\\s*\\1"`, 'gi');

/**
 * Strikes out the texts in fields that hold a secret by their name, of a JSON document and of those that stand in its texts, or in any text: there each
 * quote is escaped, once for each document around it.
 */
export function withoutSecretFields(text: string): string {
  let result = '';
  let done = 0;
  for (const found of text.matchAll(opening)) {
    const from = found.index + found[0].length;
    if (found.index < done) continue;
    const to = endOfText(text, from, found[1]?.length ?? 0);
    result += text.slice(done, from) + mark;
    done = to;
  }
  return result + text.slice(done);
}

/** Where the closing quote's backslashes begin; the whole rest where it was cut off. */
function endOfText(text: string, from: number, escapes: number): number {
  for (let quote = text.indexOf('"', from); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (quote - backslashes > from && text[quote - backslashes - 1] === '\\') backslashes++;
    // What the text itself has of backslashes is doubled by each document around it.
    if (backslashes >= escapes && (backslashes - escapes) % (2 * (escapes + 1)) === 0) return quote - escapes;
    // The text was cut off: this quote is of a document around it.
    if (backslashes < escapes) return quote - backslashes;
  }
  return text.length;
}
