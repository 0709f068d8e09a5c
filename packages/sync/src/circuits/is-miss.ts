import { isBusy, OdooError, type OdooErrorKind } from '@branch-sync/odoo';

/** How a call ends that says of the whole side, not of this call, that it gives no answer. */
const missKinds: ReadonlySet<OdooErrorKind> = new Set(['unreachable', 'dns', 'timeout', 'busy', 'not_odoo']);

/**
 * Whether an error says that a side is away: silent, unreachable, being restarted, or behind somebody else's page. Transactions that collide
 * are `busy` as well, but there Odoo itself has spoken.
 */
export function isMiss(error: unknown): boolean {
  if (!(error instanceof OdooError) || !missKinds.has(error.kind)) return false;
  return error.kind !== 'busy' || (error.httpStatus !== null && isBusy(error.httpStatus));
}

/** Whether an error is an answer all the same: Odoo itself has refused. */
export function isAnswer(error: unknown): boolean {
  return error instanceof OdooError && !isMiss(error) && !silentKinds.has(error.kind);
}

/** Neither: our own signal, our own edge, or a handshake that did not get through to Odoo. */
const silentKinds: ReadonlySet<OdooErrorKind> = new Set(['aborted', 'invalid_argument', 'tls']);
