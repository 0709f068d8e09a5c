import { writingsOf } from './writings.ts';

/** What stands where a secret stood. */
export const mark = '[secret]';

/** Replaces one secret, however short, wherever an answer echoes it, in each of its writings. */
export function secretScrubber(secret: string): (text: string) => string {
  const forms = writingsOf(secret);
  return (text) => forms.reduce((scrubbed, form) => scrubbed.replaceAll(form, mark), text);
}
