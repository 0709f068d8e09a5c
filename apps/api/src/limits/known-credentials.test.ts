import { describe, expect, it } from 'vitest';
import { createKnownCredentials, credentialOf } from './known-credentials.ts';

describe('credentials that have opened before', () => {
  it('are known, the latest ones', () => {
    const known = createKnownCredentials(2);
    for (const credential of ['a', 'b', 'a', 'c']) known.add(credential);
    expect(['a', 'b', 'c', 'd'].map((credential) => known.has(credential))).toEqual([true, false, true, false]);
  });

  it('are a key before a cookie', () => {
    expect(credentialOf({ headers: { authorization: 'Bearer x', cookie: 'y' } })).toBe('Bearer x');
    expect(credentialOf({ headers: { cookie: 'y' } })).toBe('y');
    expect(credentialOf({ headers: {} })).toBeNull();
  });
});
