import type { Database } from './connect.ts';
import { type ExaminedSecret, examineSecrets } from './examine-secrets.ts';
import { type Actor, recordAudit } from './queries/audit.ts';
import { replaceEnvelope } from './queries/sealed-secrets.ts';
import type { SecretBox } from './secrets.ts';

/** What came of a rotation. */
export interface Rotation {
  /** The key that everything is to be sealed with. */
  readonly keyId: string;
  /** Secrets that were sealed anew. */
  readonly rotated: number;
  /** Secrets that were sealed with it before. */
  readonly current: number;
  /** Secrets that are not sealed with it now: `earlier` ones were set meanwhile by a process that has another key first. */
  readonly left: readonly Pick<ExaminedSecret, 'owner' | 'keyId' | 'state'>[];
  /** The ids of given keys that no stored secret needs any more. */
  readonly unusedKeyIds: readonly string[];
}

/** Rows that are locked at once, for milliseconds. */
const secretsPerStep = 20;
/** What others seal with an earlier key while we are at it is looked for so often. */
const rounds = 3;

/**
 * Seals every stored secret with the first key that is not, while everything goes on: step by step, each in a transaction with its entry in the audit. A
 * secret that somebody sets meanwhile is left as it was set. It can be cut short at any time, and goes on when it is called again. `onStep`
 * hears how many were sealed anew so far.
 */
export async function rotateSecrets(
  db: Database,
  box: SecretBox,
  actor: Actor,
  onStep: (rotated: number) => void | Promise<void> = () => undefined,
): Promise<Rotation> {
  let rotated = 0;
  let examined = await examineSecrets(db, box);
  const current = examined.filter(({ state }) => state === 'current').length;
  for (let round = 0; round < rounds; round++) {
    const earlier = examined.filter(({ state }) => state === 'earlier');
    if (earlier.length === 0) break;
    for (let at = 0; at < earlier.length; at += secretsPerStep) {
      rotated += await sealAnew(db, box, actor, earlier.slice(at, at + secretsPerStep));
      await onStep(rotated);
    }
    examined = await examineSecrets(db, box);
  }
  const used = new Set(examined.map(({ keyId }) => keyId));
  const [keyId, ...others] = box.keyIds;
  return {
    keyId,
    rotated,
    current,
    left: examined.filter(({ state }) => state !== 'current').map(({ owner, keyId, state }) => ({ owner, keyId, state })),
    unusedKeyIds: others.filter((id) => !used.has(id)),
  };
}

/** Forgets every stored secret whose key is not among those given, or that does not open with it; gives whose they were. */
export async function forgetClosedSecrets(db: Database, box: SecretBox, actor: Actor): Promise<string[]> {
  const closed = (await examineSecrets(db, box)).filter(({ state }) => state === 'key_missing' || state === 'unreadable');
  if (closed.length === 0) return [];
  return db.transaction(async (tx) => {
    const forgotten: string[] = [];
    for (const secret of closed) if (await replaceEnvelope(tx, secret, '')) forgotten.push(secret.owner);
    await recordAudit(tx, actor, { action: 'secrets.forget', subject: 'secrets', detail: { owners: forgotten } });
    return forgotten;
  });
}

/** Gives how many of the secrets were sealed anew. */
async function sealAnew(db: Database, box: SecretBox, actor: Actor, secrets: readonly ExaminedSecret[]): Promise<number> {
  return db.transaction(async (tx) => {
    const from: (string | null)[] = [];
    for (const secret of secrets) {
      const { place, envelope, keyId } = secret;
      if (await replaceEnvelope(tx, secret, box.seal(box.open(envelope, place), place))) from.push(keyId);
    }
    if (from.length === 0) return 0;
    const detail = { count: from.length, from: [...new Set(from)], to: box.keyIds[0] };
    await recordAudit(tx, actor, { action: 'secrets.rotate', subject: 'secrets', detail });
    return from.length;
  });
}
