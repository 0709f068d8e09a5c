import { secretNames } from './secret-names.ts';
import { mark } from './secret-scrubber.ts';

/** What a secret looks like, and what is put in its place. */
interface Shape {
  /** A part of all that have the shape, for a quick look before a slow one. */
  readonly hint: RegExp;
  readonly pattern: RegExp;
  readonly by: string;
}

/**
 * The looks of secrets, whoever's they are. They are the same in a text and in a JSON document: no pattern takes a quote or half an escape along, so
 * that the document stays one.
 */
const shapes: readonly Shape[] = [
  // In a URL that stands in another one a letter comes before what begins here: no pattern asks for a word's border but where prose is near.
  // Shorter words after “Bearer” are prose; products are called “Basic”, so that one must stand where headers stand.
  { hint: /bearer/i, pattern: /\b(bearer)(\s+|%20|\+)[\w.~+/=-]{16,}/gi, by: `$1$2${mark}` },
  { hint: /basic/i, pattern: /(authorization[\\"']*\s*[:=]\s*[\\"']*basic)(\s+|%20|\+)[\w.~+/=-]{8,}/gi, by: `$1$2${mark}` },
  { hint: /bs_/, pattern: /bs_[A-Za-z0-9]{8}_[\w-]+/g, by: mark },
  { hint: /whsec_/, pattern: /whsec_[\w+/=-]+/g, by: mark },
  { hint: /bs_session/, pattern: /(bs_session(?:=|%3D))[^;,\s"'\\]+/g, by: `$1${mark}` },
  // A password in a URL may hold an @ that somebody forgot to escape: up to the last one before the host.
  { hint: /:\/\//, pattern: /(:\/\/[^\s/:@"'\\]*:)[^\s/"'\\]+@/g, by: `$1${mark}@` },
  { hint: /v1\./, pattern: /v1\.[\w-]{1,32}\.[\w-]{16}\.[\w-]{22}\.[\w-]*/g, by: mark },
  {
    hint: /PRIVATE KEY/,
    pattern: /-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----(?:[^-"\\]|\\+[nrt]|-(?!----))*(?:-----END \1PRIVATE KEY-----)?/g,
    by: mark,
  },
  { hint: /\$argon2/, pattern: /\$argon2(?:id|i|d)\$[^\s"'\\]+/g, by: mark },
  // In forms and queries; `q` is what somebody searches for, a customer's name perhaps.
  { hint: /[?&]/, pattern: new RegExp(`([?&](?:q|code|${secretNames})=)[^&#\\s"'\\\\]+`, 'gi'), by: `$1${mark}` },
  { hint: /=/, pattern: new RegExp(`\\b(${secretNames}=)[^&;,\\s"'\\\\[]+`, 'gi'), by: `$1${mark}` },
];

/** Strikes out what looks like a secret, of a text or of a JSON document. */
export function withoutShapes(text: string): string {
  let result = text;
  for (const { hint, pattern, by } of shapes) if (hint.test(result)) result = result.replace(pattern, by);
  return result;
}
