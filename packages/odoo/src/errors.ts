/**
 * Every way in which a call to Odoo can end badly. `sync` maps each kind to a code of the failure catalogue.
 *
 * - `unreachable`   nobody listens, no route, connection reset before or amid the answer
 * - `dns`           the host name has no address
 * - `tls`           certificate or handshake
 * - `address_refused` it is where nothing may be asked: cloud metadata, link-local; private, where the setting says so
 * - `timeout`       connect or call took longer than its limit
 * - `aborted`       our own signal
 * - `not_odoo`      HTML, redirect, truncated or malformed answer, an answer over the byte cap, an unexpected shape
 * - `busy`          HTTP 429, 502, 503, 504; serialization failures
 * - `server_error`  a Python exception that no other kind names (fault 1, HTTP 500)
 * - `wrong_database`, `wrong_login`, `access_denied` (fault 4 / 403: names model and operation)
 * - `rejected`      UserError, ValidationError, required field (fault 2 / 422): the message is Odoo's and for people
 * - `missing`       the record does not exist
 * - `unknown_model`, `unknown_field`, `unknown_method`
 * - `unsupported`   this version or transport cannot do it (JSON-2 before 19, XML-RPC gone)
 * - `invalid_argument` refused at our own edge: control characters, unsafe integers, undefined
 */
export type OdooErrorKind =
  | 'unreachable'
  | 'dns'
  | 'tls'
  | 'address_refused'
  | 'timeout'
  | 'aborted'
  | 'not_odoo'
  | 'busy'
  | 'server_error'
  | 'wrong_database'
  | 'wrong_login'
  | 'access_denied'
  | 'rejected'
  | 'missing'
  | 'unknown_model'
  | 'unknown_field'
  | 'unknown_method'
  | 'unsupported'
  | 'invalid_argument';

/** What was being asked when it failed; safe to show and store. */
export interface OdooCallDescription {
  readonly host: string;
  readonly database: string;
  readonly model: string | null;
  readonly method: string | null;
}

/**
 * The one error of this package. `message` is one or a few lines for people, tracebacks cut to their last line, and holds no
 * secret. `workMayBeDone` is true where the request had been sent and no answer tells what became of it.
 */
export class OdooError extends Error {
  override readonly name = 'OdooError';
  readonly kind: OdooErrorKind;
  readonly call: OdooCallDescription;
  readonly httpStatus: number | null;
  readonly faultCode: number | null;
  readonly workMayBeDone: boolean;
  /** For `access_denied`: `{ model: 'account.tax', operation: 'create' }` where Odoo says so. */
  readonly access: { readonly model: string; readonly operation: string } | null;
  /** How long the call was under way until it ended so, in milliseconds; null where that is not known. */
  tookMs: number | null = null;

  constructor(
    kind: OdooErrorKind,
    message: string,
    call: OdooCallDescription,
    extra: {
      readonly httpStatus?: number | null;
      readonly faultCode?: number | null;
      readonly workMayBeDone?: boolean;
      readonly access?: { readonly model: string; readonly operation: string } | null;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause });
    this.kind = kind;
    this.call = call;
    this.httpStatus = extra.httpStatus ?? null;
    this.faultCode = extra.faultCode ?? null;
    this.workMayBeDone = extra.workMayBeDone ?? false;
    this.access = extra.access ?? null;
  }
}
