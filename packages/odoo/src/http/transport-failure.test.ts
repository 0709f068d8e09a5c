import { describe, expect, it } from 'vitest';
import { transportFailure } from './transport-failure.ts';

const coded = (code: string, cause?: unknown) => Object.assign(new Error(`secret detail ${code}`, { cause }), { code });

describe('what the network does is one of our kinds', () => {
  it.each([
    ['ECONNREFUSED', 'unreachable'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ECONNRESET', 'unreachable'],
    ['EPIPE', 'unreachable'],
    ['UND_ERR_SOCKET', 'unreachable'],
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ADDRESS_NEVER', 'address_refused'],
    ['ADDRESS_PRIVATE', 'address_refused'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['ETIMEDOUT', 'timeout'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['UNABLE_TO_GET_CRL', 'tls'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls'],
    ['EPROTO', 'tls'],
    ['HPE_INVALID_CONSTANT', 'not_odoo'],
    ['Z_DATA_ERROR', 'not_odoo'],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'not_odoo'],
    ['UND_ERR_HEADERS_OVERFLOW', 'not_odoo'],
    ['UND_ERR_INVALID_ARG', 'invalid_argument'],
    ['ENEW_IN_SOME_NODE', 'unreachable'],
  ] as const)('%s is %s', (code, kind) => {
    const failure = transportFailure(coded(code), false);
    expect(failure.kind).toBe(kind);
    expect(failure.message).not.toContain('secret detail');
  });

  it('an answer that is not HTTP is told by its name, and not quoted', () => {
    const error = Object.assign(new Error('canary'), { name: 'HTTPParserError', code: undefined, data: 'canary' });
    expect(transportFailure(error, true)).toMatchObject({
      kind: 'not_odoo',
      message: 'the answer is not HTTP (HTTPParserError).',
    });
  });

  it('a known cause speaks for a wrapper that is not known', () => {
    expect(transportFailure(coded('ERR_WRAPPED', coded('ENOTFOUND')), false).kind).toBe('dns');
  });

  it('a host with several addresses fails as its addresses do', () => {
    const error = new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]);
    expect(transportFailure(error, false)).toMatchObject({ kind: 'unreachable', message: 'the connection was refused.' });
  });

  it.each([undefined, null, 'text', new Error('no code')])('%j without a code is a failed connection', (thrown) => {
    expect(transportFailure(thrown, true)).toMatchObject({ kind: 'unreachable', workMayBeDone: true });
  });
});
