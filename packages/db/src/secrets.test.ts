import { randomBytes } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createSecretBox, TamperedSecretError, UnknownKeyError } from './secrets.ts';

const oldKey = { id: 'k1', key: randomBytes(32) };
const newKey = { id: 'k2', key: randomBytes(32) };
const place = { table: 'branches', row: 'b1', field: 'secret' };
const box = createSecretBox([oldKey]);

describe('a secret box', () => {
  test.prop([fc.string({ unit: 'binary' })])('gives back what was sealed', (plain) => {
    expect(box.open(box.seal(plain, place), place)).toBe(Buffer.from(plain, 'utf8').toString('utf8'));
  });

  it('never seals alike twice', () => {
    expect(box.seal('x', place)).not.toBe(box.seal('x', place));
  });

  it.each([{ table: 'central' }, { row: 'b2' }, { field: 'login' }])('does not open at another place: %j', (other) => {
    expect(() => box.open(box.seal('x', place), { ...place, ...other })).toThrow(TamperedSecretError);
  });

  test.prop([fc.nat(), fc.integer({ min: 1, max: 255 })])('does not open with one byte flipped', (at, flip) => {
    const parts = box.seal('a secret of some length', place).split('.');
    const index = 2 + (at % 3);
    const bytes = Buffer.from(parts[index] ?? '', 'base64url');
    const position = at % bytes.length;
    bytes[position] = (bytes[position] ?? 0) ^ flip;
    parts[index] = bytes.toString('base64url');
    expect(() => box.open(parts.join('.'), place)).toThrow(TamperedSecretError);
  });

  it('refuses a shortened tag', () => {
    const parts = box.seal('x', place).split('.');
    parts[3] = Buffer.from(parts[3] ?? '', 'base64url')
      .subarray(0, 12)
      .toString('base64url');
    expect(() => box.open(parts.join('.'), place)).toThrow(TamperedSecretError);
  });

  it.each(['', 'v1', 'v1.k1', 'v2.k1.a.b.c', 'plain text'])('refuses %j as no envelope', (envelope) => {
    expect(() => box.open(envelope, place)).toThrow(TamperedSecretError);
  });

  it('reads with old keys, writes with the first, and knows what to rotate', () => {
    const sealed = box.seal('x', place);
    const rotating = createSecretBox([newKey, oldKey]);
    expect(rotating.open(sealed, place)).toBe('x');
    expect([sealed, rotating.seal('x', place)].map((envelope) => rotating.keyIdOf(envelope))).toEqual(['k1', 'k2']);
    expect([rotating.needsRotation(sealed), rotating.needsRotation(rotating.seal('x', place))]).toEqual([true, false]);
  });

  it('names the key that is missing, and nothing else', () => {
    const sealed = box.seal('canary-secret', place);
    const error = (() => {
      try {
        return createSecretBox([newKey]).open(sealed, place);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(UnknownKeyError);
    expect(String(error)).toContain('"k1"');
    expect(String(error)).not.toContain('canary');
  });
});
