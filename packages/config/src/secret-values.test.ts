import { describe, expect, it } from 'vitest';
import { secretValues } from './secret-values.ts';
import { environmentVariables } from './variables.ts';

describe('the secrets of an environment', () => {
  it('are its keys, and the passwords of its URLs, as they are written and as they are meant', () => {
    const found = secretValues({
      DATABASE_URL: 'postgres://me:p%40ss-word@db.example:5432/sales',
      REDIS_URL: 'redis://:red1s-pass@redis.example',
      ADMIN_API_KEY: 'an-admin-key-of-my-choice',
      LOG_LEVEL: 'info',
    });
    expect(found.toSorted()).toEqual(['an-admin-key-of-my-choice', 'p%40ss-word', 'p@ss-word', 'red1s-pass']);
  });

  it('are the encryption keys, however they are written, without their ids', () => {
    const key = Buffer.alloc(32, 0xfb);
    const found = secretValues({
      ENCRYPTION_KEYS: ` k1:${key.toString('base64')} , k2:${Buffer.alloc(32, 1).toString('base64')}`,
    });
    for (const encoding of ['base64', 'base64url', 'hex'] as const) expect(found).toContain(key.toString(encoding));
    expect(found).toContain(Buffer.alloc(32, 1).toString('base64'));
    expect(found.filter((one) => one.includes('k1') || one.includes('k2'))).toEqual([]);
  });

  it('are told of an environment that is not right, too', () => {
    expect(secretValues({ DATABASE_URL: 'not a url with a pass', ENCRYPTION_KEYS: 'only-a-key' })).toEqual(
      expect.arrayContaining(['not a url with a pass', 'only-a-key']),
    );
  });

  it('are not what is no secret: no password, or one that is the user or the database', () => {
    expect(secretValues({ DATABASE_URL: 'postgres://postgres:postgres@127.0.0.1/x' })).toEqual([]);
    expect(secretValues({ DATABASE_URL: 'postgres://me:sales@127.0.0.1/sales', REDIS_URL: 'redis://127.0.0.1' })).toEqual([]);
  });

  it.each(environmentVariables.filter(({ secret }) => secret))('leave none out: $name', ({ name }) => {
    expect(secretValues({ [name]: 'redis://:canary-of-this@h' }).join()).toContain('canary-of-this');
  });
});
