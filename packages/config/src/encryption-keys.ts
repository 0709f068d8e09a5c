import { Secret } from './secret.ts';

/** One key of ENCRYPTION_KEYS: its id stands in every envelope, its 32 bytes are shown nowhere. */
export class EncryptionKeySetting {
  readonly id: string;
  readonly #base64: Secret;

  constructor(id: string, base64: string) {
    this.id = id;
    this.#base64 = new Secret(base64);
  }

  /** The 32 bytes of the key. */
  get key(): Uint8Array {
    return Buffer.from(this.#base64.reveal(), 'base64');
  }
}

/** Buffer.from would pass over what is not base64, and make a weaker key of a mistyped one without a word. */
const thirtyTwoBytes = /^[A-Za-z0-9+/]{43}=?$/;

/**
 * Reads `id:base64key,...`. Gives the keys, or what is wrong with them in words that name ids and places, never a key.
 */
export function parseEncryptionKeys(
  text: string,
): { readonly keys: readonly EncryptionKeySetting[] } | { readonly problem: string } {
  const keys: EncryptionKeySetting[] = [];
  for (const [index, part] of text.split(',').entries()) {
    const separator = part.indexOf(':');
    const id = part.slice(0, Math.max(separator, 0)).trim();
    const base64 = part.slice(separator + 1).trim();
    if (!/^[A-Za-z0-9_-]{1,32}$/.test(id)) return { problem: `entry ${index + 1} is not of the form id:base64key` };
    if (keys.some((key) => key.id === id)) return { problem: `the id "${id}" is given twice` };
    if (!thirtyTwoBytes.test(base64)) return { problem: `the key "${id}" is not 32 bytes in base64` };
    keys.push(new EncryptionKeySetting(id, base64));
  }
  return { keys };
}
