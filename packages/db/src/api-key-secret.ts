import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new API key: `bs_`, eight characters to recognise it by, and 32 random bytes. */
export function newApiKeySecret(): string {
  return `bs_${randomBytes(4).toString('hex')}_${randomBytes(32).toString('base64url')}`;
}

/** SHA-256 in hex: all that is kept of a key or a session's token, which are too random to be guessed from it, and of what must not be kept as it is. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

/** The part of a key that may be shown; of a key in a form of its own the beginning of its digest. */
export function publicPrefixOf(secret: string): string {
  return /^bs_[A-Za-z0-9]{8}(?=_)/.exec(secret)?.[0] ?? `sha256:${digestOf(secret).slice(0, 8)}`;
}

/** Compares two digests in a time that tells nothing of them. */
export function sameDigest(a: string, b: string): boolean {
  const [bytesOfA, bytesOfB] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
  return bytesOfA.length === bytesOfB.length && timingSafeEqual(bytesOfA, bytesOfB);
}
