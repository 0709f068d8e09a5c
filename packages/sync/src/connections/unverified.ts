/** Whether whoever answers at a connection is believed, though he is to prove who he is. Over plain HTTP nobody can. */
export function isUnverified({ url, tlsVerify }: { readonly url: string; readonly tlsVerify?: boolean }): boolean {
  return tlsVerify === false && new URL(url).protocol === 'https:';
}

/** Hears of each client that is opened to an Odoo which need not prove who it is; `place` reads as in failures. */
export type OnUnverified = (place: string) => void;

/** Tells a log of them. */
export function logUnverified(log: { warn(values: { readonly place: string }, text: string): void }): OnUnverified {
  return (place) => log.warn({ place }, 'TLS certificates are not verified: whoever answers in its place gets our secret');
}
