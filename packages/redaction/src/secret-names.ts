/** What fields are called that hold a secret, in headers, forms, queries and JSON, or how their names end: a part of a regular expression. */
export const secretNames = `[\\w-]{0,40}(?:${[
  'authorization',
  'cookie',
  'passw(?:or)?d',
  'passphrase',
  'secret',
  'token',
  'api[_-]?key',
  '(?:private|encryption)[_-]?keys?',
  'secret[_-]?envelope',
].join('|')})`;

const isSecret = new RegExp(`^${secretNames}$`, 'i');
const hasSecret = new RegExp(`"${secretNames}":`, 'i');

/** Whether a field of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return isSecret.test(name);
}

/** Whether a JSON document, without spaces, may have such a field. */
export function mayHaveSecretFields(document: string): boolean {
  return hasSecret.test(document);
}
