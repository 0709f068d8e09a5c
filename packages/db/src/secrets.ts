import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A key of AES-256: 32 bytes, under the id that its envelopes name. */
export interface EncryptionKey {
  readonly id: string;
  readonly key: Uint8Array;
}

/** Where a secret is kept: part of what is authenticated, so that an envelope opens nowhere else. */
export interface SecretPlace {
  readonly table: string;
  readonly row: string;
  readonly field: string;
}

/** The key that an envelope names is not among those that the process was started with. */
export class UnknownKeyError extends Error {
  override readonly name = 'UnknownKeyError';
  readonly keyId: string;
  constructor(keyId: string) {
    super(`encryption key "${keyId}" is missing from ENCRYPTION_KEYS`);
    this.keyId = keyId;
  }
}

/** The envelope was changed, cut, or belongs to another place. */
export class TamperedSecretError extends Error {
  override readonly name = 'TamperedSecretError';
  constructor(message = 'the stored secret was changed, or belongs to another record') {
    super(message);
  }
}

/** Seals and opens the secrets that stand in the database. */
export interface SecretBox {
  /** The ids of its keys, that of the one which writes first. */
  readonly keyIds: readonly [string, ...string[]];
  /** An envelope `v1.keyId.iv.tag.ciphertext` (base64url parts), under the first key. */
  seal(plain: string, place: SecretPlace): string;
  /** Throws `UnknownKeyError`, `TamperedSecretError`. */
  open(envelope: string, place: SecretPlace): string;
  /** The id of the key that an envelope was sealed with. Throws `TamperedSecretError`. */
  keyIdOf(envelope: string): string;
  /** Whether the envelope is of another key than the one that writes now. Throws `TamperedSecretError`. */
  needsRotation(envelope: string): boolean;
}

const version = 'v1';
const ivBytes = 12;
const tagBytes = 16;

/** A box over the given keys: the first one writes, all of them read. AES-256-GCM (NIST SP 800-38D) with random nonces. */
export function createSecretBox(keys: readonly [EncryptionKey, ...EncryptionKey[]]): SecretBox {
  const [writer, ...readers] = keys;
  const byId = new Map(keys.map(({ id, key }) => [id, key]));

  return {
    keyIds: [writer.id, ...readers.map(({ id }) => id)],

    seal(plain, place) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', writer.key, iv, { authTagLength: tagBytes });
      cipher.setAAD(placeBytes(writer.id, place));
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return [version, writer.id, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
    },

    open(envelope, place) {
      const { keyId, iv, tag, sealed } = parse(envelope);
      const key = byId.get(keyId);
      if (key === undefined) throw new UnknownKeyError(keyId);
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
      decipher.setAAD(placeBytes(keyId, place));
      decipher.setAuthTag(tag);
      try {
        return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
      } catch {
        // OpenSSL's own error says no more, and its stack nothing that helps.
        throw new TamperedSecretError();
      }
    },

    keyIdOf: (envelope) => parse(envelope).keyId,
    needsRotation: (envelope) => parse(envelope).keyId !== writer.id,
  };
}

function parse(envelope: string) {
  if (envelope === '') throw new TamperedSecretError('no secret is stored');
  const [head, keyId, ...rest] = envelope.split('.');
  const [iv, tag, sealed] = rest.map((part) => Buffer.from(part, 'base64url'));
  if (
    head !== version ||
    !keyId ||
    rest.length !== 3 ||
    iv?.length !== ivBytes ||
    tag?.length !== tagBytes ||
    sealed === undefined
  ) {
    throw new TamperedSecretError();
  }
  return { keyId, iv, tag, sealed };
}

function placeBytes(keyId: string, { table, row, field }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([version, keyId, table, row, field]), 'utf8');
}
