import { X509Certificate } from 'node:crypto';
import { ProblemError } from '../problems/problem-error.ts';

const anyBlock = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

/**
 * The certificates of a text as they are kept: in PEM, one after another, without what stands between them. Undefined and null stay. Throws a
 * problem for a text without certificates, for one that cannot be read, and for whatever else is in PEM, private keys above all.
 */
export function readTlsCa<T extends string | null | undefined>(text: T): T | string {
  if (typeof text !== 'string') return text;
  const blocks = [...text.matchAll(anyBlock)];
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    throw refusal('holds a private key: give certificates only, and replace that key, for it has left its machine');
  }
  if (blocks.length === 0)
    throw refusal('must hold certificates in PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----');
  if (text.split('-----BEGIN ').length - 1 > blocks.length) throw refusal('holds a certificate whose end is missing');
  return blocks.map(([block, label], index) => readBlock(block, label, index + 1)).join('');
}

function readBlock(block: string, label: string | undefined, position: number): string {
  if (label !== 'CERTIFICATE') throw refusal(`must hold certificates only: block ${position} is something else`);
  try {
    return new X509Certificate(block).toString();
  } catch {
    throw refusal(`holds a certificate that cannot be read: number ${position}`);
  }
}

function refusal(message: string): ProblemError {
  return new ProblemError(422, {
    code: 'request.invalid',
    detail: 'The certificates to trust cannot be taken.',
    errors: [{ field: 'tlsCa', message }],
  });
}
