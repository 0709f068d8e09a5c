import { withoutSecretFields } from './json-fields.ts';
import { createProtectedSecrets } from './protected-secrets.ts';
import { withoutShapes } from './shapes.ts';

/** More connections than one process has open in an hour, and little memory. */
const keptAfterwards = 1_000;

/**
 * The secrets that this process knows. There is one such set, as there is one stderr: what leaves knows nothing of the connection that a secret is of.
 */
const known = createProtectedSecrets(keptAfterwards);

/** From now on the secret is struck out of whatever leaves this process; the answer, once called, lets it go. */
export function protectSecret(secret: string): () => void {
  return known.protect(secret);
}

/** The same for several. */
export function protectSecrets(secrets: readonly string[]): () => void {
  const releases = secrets.map((secret) => known.protect(secret));
  return () => {
    for (const release of releases) release();
  };
}

/** Strikes out of a text every secret that this process knows, in any writing, and whatever looks like one. */
export function redact(text: string): string {
  return withoutShapes(withoutSecretFields(known.strikeOut(text)));
}

/** The same for a JSON document. */
export function redactJson(document: string): string {
  return withoutShapes(withoutSecretFields(known.strikeOutOfJson(document)));
}

/** The same for every text in a value that JSON can hold; everything else of it stays as it is. */
export function redactTexts(value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(redactTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, redactTexts(one)]));
}
