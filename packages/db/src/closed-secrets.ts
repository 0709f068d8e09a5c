import type { Database } from './connect.ts';
import { type ExaminedSecret, examineSecrets } from './examine-secrets.ts';
import type { SecretBox } from './secrets.ts';

/** Stored secrets that do not open, by what is wrong with them. */
export interface ClosedSecrets {
  /** The ids that ENCRYPTION_KEYS lacks, and which connections need each: `central`, or branches' codes. */
  readonly missingKeyIds: readonly { readonly id: string; readonly neededBy: readonly string[] }[];
  /** Connections whose secret does not open with the key of its id. */
  readonly unreadable: readonly string[];
  /** The same for people. */
  readonly problem: string;
  readonly fix: string;
}

/** Not one stored secret opens with the keys that were given. */
export class NoSecretOpensError extends Error {
  override readonly name = 'NoSecretOpensError';
  constructor({ problem, fix }: ClosedSecrets) {
    super(
      `Not one stored secret opens with ENCRYPTION_KEYS. ${problem} ${fix}\n` +
        'If the key is lost for good: npx branch-sync keys rotate --forget-lost, then set the secrets anew.',
    );
  }
}

/**
 * Looks, at a process's start, whether the stored secrets open. Gives those that do not; null: all do. Throws `NoSecretOpensError` where there are
 * secrets and none opens: such a process could do nothing, and is most likely given another's keys.
 */
export async function findClosedSecrets(db: Database, box: SecretBox): Promise<ClosedSecrets | null> {
  const examined = await examineSecrets(db, box);
  const closed = closedOf(examined);
  if (closed !== null && !examined.some(isOpen)) throw new NoSecretOpensError(closed);
  return closed;
}

/** Those that do not open; null: all do. */
export function closedOf(examined: readonly ExaminedSecret[]): ClosedSecrets | null {
  const missing = new Map<string, string[]>();
  for (const { owner, keyId, state } of examined) {
    if (state === 'key_missing' && keyId !== null) missing.set(keyId, [...(missing.get(keyId) ?? []), owner]);
  }
  const missingKeyIds = [...missing].map(([id, neededBy]) => ({ id, neededBy }));
  const unreadable = examined.filter(({ state }) => state === 'unreadable').map(({ owner }) => owner);
  if (missingKeyIds.length + unreadable.length === 0) return null;
  const problem = [
    ...missingKeyIds.map(
      ({ id, neededBy }) =>
        `ENCRYPTION_KEYS lacks the key "${id}", which ${inWords(neededBy)} ${neededBy.length === 1 ? 'needs' : 'need'}.`,
    ),
    ...(unreadable.length === 0
      ? []
      : [`What is stored of ${inWords(unreadable)} does not open with the key of its id: is it another key than it was?`]),
  ].join(' ');
  const fix = 'Put the key back behind the others, or set the secrets of these connections anew.';
  return { missingKeyIds, unreadable, problem, fix };
}

const isOpen = ({ state }: ExaminedSecret) => state === 'current' || state === 'earlier';

const namedAtMost = 10;

function inWords(owners: readonly string[]): string {
  const named = owners.slice(0, namedAtMost).join(', ');
  return owners.length > namedAtMost ? `${named} and ${owners.length - namedAtMost} more` : named;
}
