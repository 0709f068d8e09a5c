import type { OdooError, OdooErrorKind } from './errors.ts';
import type { Answer } from './http/exchange.ts';
import type { CallName, Wire } from './wire.ts';

/** An HTTP status that is no answer of Odoo's to a call: a proxy's, a redirect, a wrong path. */
export async function refuseHttp(wire: Wire, { status, location }: Answer, name: CallName): Promise<OdooError> {
  const say = (kind: OdooErrorKind, message: string) =>
    wire.error(kind, message, name, { httpStatus: status, workMayBeDone: status >= 500 });
  if (status === 429 || (status >= 502 && status <= 504)) return say('busy', `the server answers ${status}.`);
  if (status >= 300 && status < 400)
    return say('not_odoo', `it redirects to ${hostOf(location, wire)}; give that URL if it is Odoo.`);
  if (status === 401 || status === 403) return say('not_odoo', `a proxy refuses us before Odoo does (HTTP ${status}).`);
  if (status >= 500) return say('server_error', `the server answers ${status}.`);
  return say('not_odoo', `there is no Odoo at this URL (HTTP ${status}).`);
}

function hostOf(location: string | null, wire: Wire): string {
  if (location === null || !URL.canParse(location, wire.connection.url)) return 'nowhere';
  const { protocol, host } = new URL(location, wire.connection.url);
  return `${protocol}//${host}`;
}
