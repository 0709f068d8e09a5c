import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createProtectedSecrets } from './protected-secrets.ts';

const secret = 'p"a<ss>w/örd 1';

describe('a protected secret', () => {
  test.prop([fc.string({ minLength: 8, unit: 'binary' }), fc.string(), fc.string()])(
    'is struck out of a text and of a JSON document, which stays one',
    (any, before, after) => {
      fc.pre(!'[secret]'.includes(any) && JSON.stringify(any) !== `"${'[secret]'}"`);
      const secrets = createProtectedSecrets(10);
      secrets.protect(any);
      expect(secrets.strikeOut(`${before}${any}${after}`)).not.toContain(any);
      const document = secrets.strikeOutOfJson(JSON.stringify({ told: `${before} ${any} ${after}`, n: 1 }));
      expect(JSON.parse(document).told).not.toContain(any);
    },
  );

  it.each([0, 1, 2, 3, 4])('is struck out of base64, with %i characters before it', (length) => {
    const secrets = createProtectedSecrets(10);
    secrets.protect(secret);
    for (const encoding of ['base64', 'base64url'] as const) {
      const text = Buffer.from(`${'u'.repeat(length)}${secret}:more`).toString(encoding);
      const struck = secrets.strikeOut(`Basic ${text}`);
      expect(struck).toContain('[secret]');
      const kept = Buffer.from(struck.replace('Basic ', '').replace('[secret]', ''), encoding).toString();
      expect(kept).not.toMatch(/ss|rd/);
    }
  });

  it('is struck out of JSON in JSON, as errors quote answers', () => {
    const secrets = createProtectedSecrets(10);
    secrets.protect(secret);
    const document = JSON.stringify({ message: `Odoo says: ${JSON.stringify({ echoed: secret })}` });
    expect(secrets.strikeOutOfJson(document)).not.toContain('<ss>');
  });

  it('is known as long as somebody holds it, and once it was let go until enough others were', () => {
    const secrets = createProtectedSecrets(1);
    const [first, second] = [secrets.protect('the secret of one'), secrets.protect('the secret of one')];
    first();
    first();
    secrets.protect('another secret')();
    secrets.protect('one more secret')();
    expect(secrets.strikeOut('the secret of one')).toBe('[secret]');
    second();
    expect(secrets.strikeOut('the secret of one, one more secret')).toBe('[secret], one more secret');
    secrets.protect('another secret')();
    expect(secrets.strikeOut('the secret of one, another secret')).toBe('the secret of one, [secret]');
  });

  it('that is held anew is known again, whatever is let go meanwhile', () => {
    const secrets = createProtectedSecrets(1);
    secrets.protect('the secret of one')();
    secrets.protect('the secret of one');
    secrets.protect('another secret')();
    secrets.protect('one more secret')();
    expect(secrets.strikeOut('the secret of one')).toBe('[secret]');
  });

  it('is none where it is too short to be told from other words', () => {
    const secrets = createProtectedSecrets(10);
    secrets.protect('admin')();
    expect(secrets.strikeOut('the role admin')).toBe('the role admin');
  });
});
