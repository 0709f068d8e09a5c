import type { FailureTechnical } from '@branch-sync/db';
import type { OdooError, OdooErrorKind } from '@branch-sync/odoo';
import { redact } from '@branch-sync/redaction';
import { type ConnectionFailure, describeFailure, type FailureDescription, type Side } from './catalogue.ts';

/** Which entry of the catalogue speaks for each way in which a call can end. */
const entryOfKind: Readonly<Record<OdooErrorKind, ConnectionFailure>> = {
  unreachable: 'unreachable',
  dns: 'dns',
  tls: 'tls',
  address_refused: 'address_refused',
  timeout: 'timeout',
  // Our own signal: the worker is stopping, the run goes on elsewhere.
  aborted: 'unreachable',
  not_odoo: 'not_odoo',
  busy: 'busy',
  server_error: 'server_error',
  wrong_database: 'wrong_database',
  wrong_login: 'wrong_login',
  access_denied: 'access_denied',
  rejected: 'rejected',
  missing: 'rejected',
  unknown_model: 'unexpected',
  unknown_field: 'unexpected',
  unknown_method: 'unexpected',
  unsupported: 'version_unsupported',
  invalid_argument: 'unexpected',
};

/** Where it happened, for people: `Branch B1 (pos.example)` or `Central (odoo.example)`; of a branch that has no code yet `Branch (pos.example)`. */
export function placeOf(side: Side, branchCode: string | null, host: string): string {
  if (side === 'central') return `Central (${host})`;
  return branchCode === null ? `Branch (${host})` : `Branch ${branchCode} (${host})`;
}

/** An `OdooError` in the catalogue's words. */
export function describeOdooError(
  error: OdooError,
  where: { readonly side: Side; readonly branchCode: string | null },
): FailureDescription {
  const right = error.access === null ? 'do this' : `${error.access.operation} ${error.access.model}`;
  const values = { place: placeOf(where.side, where.branchCode, error.call.host), detail: error.message, right };
  return describeFailure(`${where.side}.${entryOfKind[error.kind]}`, values);
}

/** What an engineer asks of a call that failed. The client has taken secrets and tracebacks out of its message. */
export function technicalOf({ call, kind, httpStatus, faultCode, message, tookMs }: OdooError): FailureTechnical {
  const { host, model, method } = call;
  return { host, model, method, kind, httpStatus, faultCode, lastLine: redact(lastLineOf(message)), tookMs };
}

/** The first line of a text: of Odoo's refusals the one for people. */
export function firstLineOf(text: string): string {
  return text.split('\n', 1)[0]?.trim() ?? '';
}

/** The last line of a text that says something. */
export function lastLineOf(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.trim() ?? '';
}
