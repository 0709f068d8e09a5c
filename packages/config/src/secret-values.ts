import { environmentVariables } from './variables.ts';

/**
 * The secrets in an environment, good or not, so that they can be struck out of whatever leaves: keys, and of URLs the passwords, each as it is written
 * and as it is meant. A password that is our name, or that of its user or database, is no secret, and a word that other texts need.
 */
export function secretValues(environment: Readonly<Record<string, string | undefined>>): string[] {
  const found = environmentVariables
    .filter(({ secret }) => secret)
    .flatMap(({ name }) => secretsOf(name, environment[name]?.trim() ?? ''));
  return [...new Set(found)].filter((secret) => secret !== '');
}

function secretsOf(name: string, value: string): string[] {
  if (name === 'ENCRYPTION_KEYS') return value.split(',').flatMap(writingsOfKey);
  return name.endsWith('_URL') ? passwordsOf(value) : [value];
}

/** No password at all, as far as secrets go; and texts need it. */
const ourName = 'branch-sync';

function passwordsOf(text: string): string[] {
  if (!URL.canParse(text)) return [text];
  const { username, password, pathname } = new URL(text);
  if ([decoded(username), pathname.slice(1), ourName].includes(decoded(password))) return [];
  return [password, decoded(password)];
}

function writingsOfKey(entry: string): string[] {
  const base64 = entry.slice(entry.indexOf(':') + 1).trim();
  const bytes = Buffer.from(base64, 'base64');
  return [base64, base64.replace(/=+$/, ''), bytes.toString('base64url'), bytes.toString('hex')];
}

/** A text with an escape that is none stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
