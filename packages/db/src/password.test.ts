import { describe, expect, it } from 'vitest';
import { hashPassword, isPasswordOf } from './password.ts';

describe('a password', () => {
  it('is kept as argon2id with a salt of its own', async () => {
    const [one, other] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$]+\$[^$]+$/);
    expect(one).not.toBe(other);
    expect(one).not.toContain('correct');
  });

  it('opens with itself alone, however its accents were typed', async () => {
    const kept = await hashPassword('café au lait');
    expect(await isPasswordOf(kept, 'café au lait')).toBe(true);
    expect(await isPasswordOf(kept, 'cafe\u0301 au lait')).toBe(true);
    expect(await isPasswordOf(kept, 'cafe au lait')).toBe(false);
    expect(await isPasswordOf(kept, '')).toBe(false);
  });

  it('opens nothing where there is no account, not even with the words that are hashed to take the time', async () => {
    expect(await isPasswordOf(null, 'nobody has this one')).toBe(false);
  });
});
