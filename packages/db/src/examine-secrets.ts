import type { Database } from './connect.ts';
import { type SealedSecret, sealedSecrets } from './queries/sealed-secrets.ts';
import { type SecretBox, UnknownKeyError } from './secrets.ts';

/** How a stored secret stands to the keys: sealed with the first of them, or an earlier one; its key is missing; or it does not open with it. */
export type SecretState = 'current' | 'earlier' | 'key_missing' | 'unreadable';

/** A stored secret, looked at. */
export interface ExaminedSecret extends SealedSecret {
  readonly state: SecretState;
  /** The id of its key; null where it is no envelope at all. */
  readonly keyId: string | null;
}

/** Looks at every stored secret: whether it opens, and with which key. The secrets themselves are let go of at once. */
export async function examineSecrets(db: Database, box: SecretBox): Promise<ExaminedSecret[]> {
  return (await sealedSecrets(db)).map((sealed) => ({ ...sealed, ...stateOf(box, sealed) }));
}

function stateOf(box: SecretBox, { envelope, place }: SealedSecret): Pick<ExaminedSecret, 'state' | 'keyId'> {
  try {
    const keyId = box.keyIdOf(envelope);
    return { keyId, state: opens(box, envelope, place) };
  } catch {
    return { keyId: null, state: 'unreadable' };
  }
}

function opens(box: SecretBox, envelope: string, place: SealedSecret['place']): SecretState {
  try {
    box.open(envelope, place);
    return box.needsRotation(envelope) ? 'earlier' : 'current';
  } catch (error) {
    return error instanceof UnknownKeyError ? 'key_missing' : 'unreadable';
  }
}
