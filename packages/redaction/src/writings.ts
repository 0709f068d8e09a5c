/** Half a surrogate pair has no URL form. */
const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\ufffd');
const json = (secret: string) => JSON.stringify(secret).slice(1, -1);
const asciiOnly = (text: string) =>
  text.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
const xml = (secret: string) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const python = (secret: string) => json(secret).replaceAll('\\"', '"');
const url = (secret: string) => encodeURIComponent(wellFormed(secret));

const writings: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  json,
  (secret) => asciiOnly(json(secret)),
  (secret) => json(secret).replaceAll('/', '\\/'),
  xml,
  (secret) => xml(secret).replaceAll('"', '&quot;'),
  (secret) => xml(secret).replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
  (secret) => xml(secret).replaceAll('"', '&quot;').replaceAll("'", '&#x27;'),
  python,
  (secret) => python(secret).replaceAll("'", "\\'"),
  url,
  (secret) => url(secret).replaceAll('%20', '+'),
  (secret) => new URLSearchParams({ secret: wellFormed(secret) }).toString().slice('secret='.length),
  (secret) => url(secret).replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
];

/** Of less the digits of base64 are so few that they stand in other words by chance. Bytes. */
const leastInBase64 = 6;

/**
 * How a secret can stand in a text: as it is, as JSON (with and without escaped Unicode), XML, URLs, forms and Python's `repr` write
 * it, and as base64 does, whatever is encoded before and after it (`login:secret`). The longest first, none of them empty.
 */
export function writingsOf(secret: string): string[] {
  const forms = new Set([...writings.map((write) => write(secret)), ...base64Of(secret)]);
  forms.delete('');
  // The plain secret may be a part of an escaped form, and would leave the rest of it standing.
  return [...forms].sort((one, other) => other.length - one.length);
}

/** The same as they stand in a string of a JSON document. */
export function writingsInJson(secret: string): string[] {
  return [...new Set(writingsOf(secret).map(json))].sort((one, other) => other.length - one.length);
}

/** The digits that no neighbour changes, for each of the three places in a group of digits where a secret may begin. */
function base64Of(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  if (bytes.length < leastInBase64) return [];
  return [0, 1, 2].flatMap((before) => {
    const digits = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const own = digits.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
