/**
 * Replaces a secret wherever an answer echoes it: as it is, and as JSON (with and without escaped Unicode), XML, URLs, forms
 * and Python's `repr` write it.
 */
export function secretScrubber(secret: string): (text: string) => string {
  const forms = [...new Set(writings.map((write) => write(secret)))].filter((form) => form !== '');
  // Longest first: the plain secret may be a part of an escaped form, and would leave the rest of it standing.
  forms.sort((one, other) => other.length - one.length);
  return (text) => forms.reduce((scrubbed, form) => scrubbed.replaceAll(form, '[secret]'), text);
}

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
