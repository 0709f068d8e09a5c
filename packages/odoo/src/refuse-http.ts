import type { OdooError, OdooErrorKind } from './errors.ts';
import type { AnswerHead } from './http/exchange.ts';
import type { CallName, Wire } from './wire.ts';

/** An HTTP status that is no answer of Odoo's to a call: a proxy's, a redirect, a wrong path. */
export function refuseHttp(wire: Wire, { status, location }: Pick<AnswerHead, 'status' | 'location'>, name: CallName): OdooError {
  const [kind, message] = meaningOf(status, location, wire);
  // A proxy that answers 502 or 504 has passed the request on, and nobody knows what became of it.
  return wire.error(kind, message, name, { httpStatus: status, workMayBeDone: status >= 500 });
}

/** Too many requests, or a proxy whose Odoo is away, restarting or slow: it will pass. */
export function isBusy(status: number): boolean {
  return status === 429 || (status >= 502 && status <= 504);
}

function meaningOf(status: number, location: string | null, wire: Wire): [OdooErrorKind, string] {
  if (isBusy(status)) return ['busy', `the server answers HTTP ${status}.`];
  if (status >= 500) return ['server_error', `the server answers HTTP ${status}.`];
  if (status >= 300 && status < 400)
    return ['not_odoo', `it redirects to ${hostOf(location, wire)}; give that URL if it is Odoo.`];
  if (status === 401 || status === 403) return ['not_odoo', `a proxy refuses us before Odoo does (HTTP ${status}).`];
  if (status === 413) return ['not_odoo', 'a proxy takes no requests of this size (HTTP 413); its limit must be raised.'];
  return ['not_odoo', `there is no Odoo at this URL (HTTP ${status}).`];
}

/** Where a redirect points, by its host alone: the rest may hold a session or a token. */
function hostOf(location: string | null, wire: Wire): string {
  if (location === null || !URL.canParse(location, wire.connection.url)) return 'nowhere';
  const { protocol, host } = new URL(location, wire.connection.url);
  return `${protocol}//${host}`;
}
