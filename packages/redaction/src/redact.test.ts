import { randomBytes } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { protectSecret, protectSecrets, redact, redactJson, redactTexts } from './redact.ts';

const base64url = (bytes: number) => randomBytes(bytes).toString('base64url');
const apiKey = `bs_0a1b2c3d_${base64url(32)}`;
const envelope = ['v1', 'k1', base64url(12), base64url(16), base64url(20)].join('.');
const pem = `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n${randomBytes(60).toString('base64')}\n-----END RSA PRIVATE KEY-----`;

/** Texts with something in them that looks like a secret, and what of them must not be told. */
const looks: readonly (readonly [string, string, string])[] = [
  ['a bearer token', 'authorization: Bearer abc.def-ghi_123456', 'def-ghi'],
  ['basic credentials', `authorization: Basic ${Buffer.from('login:password!').toString('base64')}`, 'cGFzc3'],
  ['an API key of ours', `the key ${apiKey}.`, apiKey.slice(12, 20)],
  ['an API key in a URL in a URL', `/sign-in?next=${encodeURIComponent(`/x?y=${apiKey}`)}`, apiKey.slice(12, 20)],
  ['a bearer token in a URL', '/x?header=Bearer%20abc.def-ghi_123456', 'def-ghi'],
  ['a session cookie', 'cookie: a=1; bs_session=Abc-123_x; b=2', 'Abc-123_x'],
  ['a session cookie of https', 'set-cookie: __Host-bs_session=Abc-123_x; Path=/', 'Abc-123_x'],
  ['a password in a URL', 'cannot reach postgres://me:pa@ss@db.example:5432/x', 'pa@ss'],
  ['a password in a URL without a user', 'redis://:pass-word@127.0.0.1:6379', 'pass-word'],
  ['an envelope', `secret_envelope is ${envelope}`, envelope.slice(6, 16)],
  ['a private key', `here: ${pem} and on`, pem.slice(60, 80)],
  ['half a private key', pem.slice(0, 100), pem.slice(60, 80)],
  ['a hash of a password', `$argon2id$v=19$m=19456,t=2,p=1$${base64url(16)}$${base64url(32)}`, 'm=19456'],
  ['a secret of a form', 'grant_type=x&client_secret=abc%20def&scope=y', 'abc%20def'],
  ['a password at the beginning of a form', 'password=abc%20def&login=x', 'abc%20def'],
  ['what somebody searches for', '/api/orders?limit=1&q=Jane%20Doe', 'Jane'],
  ['a field of JSON', `{"login": "x", "password": "ab\\"cd"}`, 'cd'],
  ['a field of JSON that was cut off', `{"apiKey": "abcd`, 'abcd'],
  ['a header of JSON', `{"X-Api-Key":"abcd","db_password":"efgh"}`, 'efgh'],
];

describe('what looks like a secret is struck out', () => {
  it.each(looks)('%s', (_, text, secret) => {
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain('[secret]');
  });

  it.each(['product “Basic Kinderfahrradhelm” is unknown', 'BASIC T-Shirt/Crewneck/Navy', 'the bearer of the letter'])(
    'and what does not stays: %s',
    (text) => {
      expect(redact(text)).toBe(text);
    },
  );

  it.each(looks)('%s, in a JSON document and in one within it', (_, text, secret) => {
    for (const document of [JSON.stringify({ n: 1, text }), JSON.stringify({ n: 1, inner: JSON.stringify({ text, m: 2 }) })]) {
      const redacted = redactJson(document);
      expect(redacted).not.toContain(secret);
      expect(JSON.parse(redacted)).toMatchObject({ n: 1 });
    }
  });

  it('and no more than that', () => {
    const text =
      'Send a valid API key: "Authorization: Bearer KEY". bs_0a1b2c3d is shown. https://host:443/x?y=1 v1.2.3 {"secretSet":true}';
    expect(redact(text)).toBe(text);
    expect(redact('postgres://me:pw@host/x?a=1, then {"secret":"a\\\\","b":"c"}')).toBe(
      'postgres://me:[secret]@host/x?a=1, then {"secret":"[secret]","b":"c"}',
    );
  });

  test.prop([fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(...looks), fc.nat({ max: 3 })])(
    'and a JSON document stays one',
    (value, [, text], depth) => {
      let document = JSON.stringify({ value, text, password: value });
      for (let at = 0; at < depth; at++) document = JSON.stringify({ document, after: 'x' });
      expect(() => JSON.parse(redactJson(document))).not.toThrow();
    },
  );

  test.prop([fc.string({ unit: fc.constantFrom('"', '\\', 'a', ' ') }), fc.nat({ max: 2 })])(
    'a field’s text ends where it ends, whatever quotes and backslashes are in it',
    (password, depth) => {
      let value: unknown = { password, after: 'told' };
      for (let at = 0; at < depth; at++) value = { inner: JSON.stringify(value) };
      let redacted: unknown = JSON.parse(redactJson(JSON.stringify(value)));
      for (let at = 0; at < depth; at++) redacted = JSON.parse((redacted as { inner: string }).inner);
      expect(redacted).toEqual({ password: '[secret]', after: 'told' });
    },
  );
});

describe('a secret that this process knows', () => {
  it('is struck out of texts, documents and all texts of a value', () => {
    const release = protectSecret('a password of ours');
    expect(redact('they say “a password of ours”')).toBe('they say “[secret]”');
    expect(redactJson('{"url":"/x?a=a%20password%20of%20ours"}')).toBe('{"url":"/x?a=[secret]"}');
    expect(redactTexts({ rows: [['a password of ours!', 1, null]], is: true })).toEqual({
      rows: [['[secret]!', 1, null]],
      is: true,
    });
    release();
  });

  it('may be one of several', () => {
    protectSecrets(['first of the secrets', 'second of the secrets'])();
    expect(redact('second of the secrets, first of the secrets')).toBe('[secret], [secret]');
  });
});
