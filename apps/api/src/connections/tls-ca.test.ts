import { describe, expect, it } from 'vitest';
import { certificate, serverIdentity } from '../../../../packages/odoo/src/testing/certificates.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { readTlsCa } from './tls-ca.ts';

const [one, two] = [certificate('authority'), certificate('another-authority')];

/** What is said of the field where a text is refused. */
function problemOf(text: string): string | undefined {
  try {
    readTlsCa(text);
  } catch (error) {
    if (error instanceof ProblemError) return error.content.errors?.find(({ field }) => field === 'tlsCa')?.message;
    throw error;
  }
  return undefined;
}

it('keeps certificates, and nothing of what stands around them', () => {
  expect(readTlsCa(one)).toBe(one);
  expect(readTlsCa(`Subject: ours\r\n${one.replaceAll('\n', '\r\n')}\n\n# theirs\n${two.trimEnd()}`)).toBe(one + two);
  expect([readTlsCa(null), readTlsCa(undefined)]).toEqual([null, undefined]);
});

describe('is refused', () => {
  const { key } = serverIdentity('loopback');
  it.each([
    ['nothing', '', 'must hold certificates in PEM'],
    ['other text', 'canary', 'must hold certificates in PEM'],
    ['a private key', key, 'holds a private key'],
    ['a private key among certificates', `${one}${key}${two}`, 'holds a private key'],
    ['an encrypted private key', one + key.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE'), 'holds a private key'],
    ['half a private key', one + key.slice(0, 100), 'holds a private key'],
    ['a public key', `${one}-----BEGIN PUBLIC KEY-----\nMAsG\n-----END PUBLIC KEY-----\n`, 'block 2 is something else'],
    ['a certificate that is none', `${one}-----BEGIN CERTIFICATE-----\ncanary\n-----END CERTIFICATE-----\n`, 'number 2'],
    ['a certificate that was damaged', one.replace('MII', 'MIJ'), 'number 1'],
    ['a certificate that was cut off', one + two.slice(0, 200), 'end is missing'],
  ])('%s, and not quoted', (_case, text, message) => {
    expect(problemOf(text)).toContain(message);
    expect(problemOf(text)).not.toContain('canary');
  });
});
