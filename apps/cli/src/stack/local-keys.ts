import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommandError } from '../command-line/command-error.ts';

/** The two secrets that a stack cannot do without, as the environment wants them. */
export interface LocalKeys {
  readonly ENCRYPTION_KEYS: string;
  readonly ADMIN_API_KEY: string;
}

/** New keys: an AES-256 key with its id, and an admin's API key in the form of those that the API gives out. */
export function generateKeys(): LocalKeys {
  const prefix = randomBytes(4).toString('hex');
  return {
    ENCRYPTION_KEYS: `local:${randomBytes(32).toString('base64')}`,
    ADMIN_API_KEY: `bs_${prefix}_${randomBytes(32).toString('base64url')}`,
  };
}

/**
 * The keys in `file`, made once: what the branches' passwords were sealed with must open them at the next start. Only its
 * owner can read the file. Throws `CommandError` for a file that is not ours: a new key would make every secret unreadable.
 */
export function keepKeys(file: string): LocalKeys {
  const kept = readIfThere(file);
  if (kept !== undefined) return parseKeys(file, kept);
  const keys = generateKeys();
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return keys;
  } catch (error) {
    // Another start was quicker: its keys are the ones.
    if (hasCode(error, 'EEXIST')) return parseKeys(file, readFileSync(file, 'utf8'));
    throw error;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function parseKeys(file: string, text: string): LocalKeys {
  const kept: unknown = parseJson(text);
  if (typeof kept === 'object' && kept !== null && 'ENCRYPTION_KEYS' in kept && 'ADMIN_API_KEY' in kept) {
    const { ENCRYPTION_KEYS, ADMIN_API_KEY } = kept;
    if (typeof ENCRYPTION_KEYS === 'string' && typeof ADMIN_API_KEY === 'string') return { ENCRYPTION_KEYS, ADMIN_API_KEY };
  }
  throw new CommandError(
    `${file} does not hold the keys it should.\nPut it back from a copy, or delete it together with the database beside it.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
