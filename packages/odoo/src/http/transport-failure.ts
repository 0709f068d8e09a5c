import type { OdooErrorKind } from '../errors.ts';

/** How the network ended a call: a kind, words without addresses or secrets, and whether Odoo may have done the work. */
export interface TransportFailure {
  readonly kind: OdooErrorKind;
  readonly message: string;
  readonly workMayBeDone: boolean;
}

const beforeSending: Readonly<Record<string, { readonly kind: OdooErrorKind; readonly message: string }>> = {
  ECONNREFUSED: { kind: 'unreachable', message: 'the connection was refused.' },
  EHOSTUNREACH: { kind: 'unreachable', message: 'there is no route to it.' },
  ENETUNREACH: { kind: 'unreachable', message: 'there is no network to it.' },
  EHOSTDOWN: { kind: 'unreachable', message: 'the machine is down.' },
  ENOTFOUND: { kind: 'dns', message: 'its host name has no address.' },
  EAI_AGAIN: { kind: 'dns', message: 'the name server does not answer.' },
  UND_ERR_CONNECT_TIMEOUT: { kind: 'timeout', message: 'no connection within the time allowed.' },
  ETIMEDOUT: { kind: 'timeout', message: 'no connection within the time allowed.' },
};

const afterSending: Readonly<Record<string, string>> = {
  ECONNRESET: 'the connection was cut.',
  EPIPE: 'the connection was cut.',
  UND_ERR_SOCKET: 'the connection was cut.',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer ended in the middle.',
};

/** Names what undici, node:net, node:tls or node:zlib threw. */
export function transportFailureOf(error: unknown): TransportFailure {
  const codes = codesOf(error);
  for (const code of codes) {
    const known = beforeSending[code];
    if (known !== undefined) return { ...known, workMayBeDone: false };
  }
  const tls = codes.find((code) => /CERT|SSL|TLS|SELF_SIGNED|ISSUER|LEAF_SIGNATURE|HOSTNAME_MISMATCH/.test(code));
  if (tls !== undefined) return { kind: 'tls', message: `${tls}.`, workMayBeDone: false };
  for (const code of codes) {
    const message = afterSending[code];
    if (message !== undefined) return { kind: 'unreachable', message, workMayBeDone: true };
    if (code.startsWith('HPE_')) return { kind: 'not_odoo', message: 'the answer is not HTTP.', workMayBeDone: true };
    if (code.startsWith('Z_')) return { kind: 'not_odoo', message: 'the compressed answer is damaged.', workMayBeDone: true };
  }
  return { kind: 'unreachable', message: `the connection failed (${codes[0] ?? 'no code'}).`, workMayBeDone: true };
}

/** The codes of an error and of what caused it, outermost first (several for a host with several addresses). */
function codesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const causes = [...('cause' in error ? [error.cause] : []), ...(error instanceof AggregateError ? error.errors : [])];
  return [...own, ...causes.flatMap(codesOf)];
}
