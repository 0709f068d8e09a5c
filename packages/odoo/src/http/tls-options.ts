import { createSecureContext, type SecureContext } from 'node:tls';
import type { OdooConnection } from '../client.ts';
import { machineCertificates } from './machine-certificates.ts';

/** How a server has to prove who it is. */
export interface TlsOptions {
  readonly rejectUnauthorized: boolean;
  readonly secureContext?: SecureContext;
}

/** Certificates of the connection are trusted beside the machine's own, not in their place. */
export function tlsOptionsOf({ tlsCa = null, tlsVerify = true }: Pick<OdooConnection, 'tlsCa' | 'tlsVerify'>): TlsOptions {
  if (tlsCa === null) return { rejectUnauthorized: tlsVerify };
  return { rejectUnauthorized: tlsVerify, secureContext: contextTrusting(tlsCa) };
}

/** To read all the machine's certificates takes tens of milliseconds, and most branches of a company have the same authority. */
const contexts = new Map<string, SecureContext>();
const keptContexts = 8;

function contextTrusting(ca: string): SecureContext {
  const context = contexts.get(ca) ?? createSecureContext({ ca: [...machineCertificates(), ca] });
  // The one that was used last stands last.
  contexts.delete(ca);
  contexts.set(ca, context);
  const [oldest] = contexts.keys();
  if (contexts.size > keptContexts && oldest !== undefined) contexts.delete(oldest);
  return context;
}
