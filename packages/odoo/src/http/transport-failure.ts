import type { OdooErrorKind } from '../errors.ts';
import { ExchangeError } from './exchange-error.ts';

type Words = readonly [kind: OdooErrorKind, message: string];

const known: Readonly<Record<string, Words>> = {
  ECONNREFUSED: ['unreachable', 'the connection was refused.'],
  EHOSTUNREACH: ['unreachable', 'there is no route to it.'],
  ENETUNREACH: ['unreachable', 'there is no network to it.'],
  EHOSTDOWN: ['unreachable', 'the machine is down.'],
  ENOTFOUND: ['dns', 'its host name has no address.'],
  EAI_AGAIN: ['dns', 'the name server does not answer.'],
  EAI_FAIL: ['dns', 'the name server does not answer.'],
  ADDRESS_NEVER: ['address_refused', 'nothing is asked at link-local, multicast and cloud metadata addresses.'],
  ADDRESS_PRIVATE: ['address_refused', 'private and loopback addresses are refused here (ODOO_PRIVATE_ADDRESSES).'],
  UND_ERR_CONNECT_TIMEOUT: ['timeout', 'no connection within the time allowed.'],
  ETIMEDOUT: ['timeout', 'no connection within the time allowed.'],
  CERT_HAS_EXPIRED: ['tls', 'its certificate has expired.'],
  CERT_NOT_YET_VALID: ['tls', 'its certificate is not valid yet.'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['tls', 'its certificate is for another host name.'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['tls', 'its certificate is self-signed.'],
  SELF_SIGNED_CERT_IN_CHAIN: ['tls', 'its certificate comes from an authority that is not trusted here.'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['tls', 'its certificate comes from an authority that is not trusted here.'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['tls', 'its certificate comes from an authority that is not trusted here.'],
  ERR_SSL_WRONG_VERSION_NUMBER: ['tls', 'it does not speak TLS at this port: is the URL http?'],
  ERR_SSL_PACKET_LENGTH_TOO_LONG: ['tls', 'it does not speak TLS at this port: is the URL http?'],
  ECONNRESET: ['unreachable', 'the connection was cut.'],
  ECONNABORTED: ['unreachable', 'the connection was cut.'],
  EPIPE: ['unreachable', 'the connection was cut.'],
  UND_ERR_SOCKET: ['unreachable', 'the connection was cut.'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['not_odoo', 'the answer ended in the middle.'],
  UND_ERR_INVALID_ARG: ['invalid_argument', 'the request cannot be written as HTTP.'],
  UND_ERR_HEADERS_OVERFLOW: ['not_odoo', 'the head of the answer is too large.'],
  ERR_ENCODING_INVALID_ENCODED_DATA: ['not_odoo', 'the answer is not UTF-8.'],
};

const families: readonly (readonly [RegExp, Words])[] = [
  [/^(CERT_|ERR_SSL_|ERR_TLS_|UNABLE_TO_)|^EPROTO$/, ['tls', 'no secure connection can be made']],
  [/^(HPE_|HTTPParserError$)/, ['not_odoo', 'the answer is not HTTP']],
  [/^Z_/, ['not_odoo', 'the compressed answer is damaged']],
];

/** What undici, node:net, node:tls or node:zlib threw, as one of our kinds. `wasSent`: the request had begun to leave. */
export function transportFailure(error: unknown, wasSent: boolean): ExchangeError {
  const codes = codesOf(error);
  const words = codes.map((code) => known[code]).find((found) => found !== undefined);
  if (words !== undefined) return new ExchangeError(...words, wasSent);
  const code = codes[0] ?? 'no code';
  const [kind, message] = families.find(([pattern]) => pattern.test(code))?.[1] ?? ['unreachable', 'the connection failed'];
  return new ExchangeError(kind, `${message} (${code}).`, wasSent);
}

/**
 * The codes of an error and of what caused it, outermost first (several for a host with several addresses). Where there is
 * no code, the name: undici's parser error has one only for some of its reasons.
 */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return [code, ...codesOf(error.cause), ...(error instanceof AggregateError ? error.errors.flatMap(codesOf) : [])];
}
