import { isBusy, OdooError, type OdooErrorKind } from '@branch-sync/odoo';

/** How a call ends that says of the whole side, not of this call, that it gives no answer. */
const missKinds: ReadonlySet<OdooErrorKind> = new Set(['unreachable', 'dns', 'busy']);
/** How a call ends to a side that is away, and one that asks too much of a side that is there. */
const doubtfulKinds: ReadonlySet<OdooErrorKind> = new Set(['timeout', 'not_odoo']);

/**
 * Whether an error says that a side is away: silent, unreachable, being restarted, or behind somebody else's page. Transactions that collide
 * are `busy` as well, but there Odoo itself has spoken. A call that is too large for a side (`hasAnswered`: it has taken others of this attempt)
 * says nothing of the others.
 */
export function isMiss(error: unknown, { hasAnswered }: { readonly hasAnswered: boolean }): boolean {
  if (!(error instanceof OdooError)) return false;
  if (doubtfulKinds.has(error.kind)) return !hasAnswered;
  if (!missKinds.has(error.kind)) return false;
  return error.kind !== 'busy' || (error.httpStatus !== null && isBusy(error.httpStatus));
}

/** Whether an error is an answer all the same: Odoo itself has refused. */
export function isAnswer(error: unknown): boolean {
  return error instanceof OdooError && !isMiss(error, { hasAnswered: false }) && !silentKinds.has(error.kind);
}

/** Neither: our own signal, our own edge, an address that is not asked, or a handshake that did not get through to Odoo. */
const silentKinds: ReadonlySet<OdooErrorKind> = new Set(['aborted', 'invalid_argument', 'address_refused', 'tls']);
