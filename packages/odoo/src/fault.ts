import type { OdooErrorKind } from './errors.ts';
import { exceptionOf } from './traceback.ts';

/** What an Odoo fault means: the kind, its words for people, and for a missing right what was missing. */
export interface Fault {
  readonly kind: OdooErrorKind;
  readonly message: string;
  readonly access: { readonly model: string; readonly operation: string } | null;
}

// Texts differ from version to version: everything here goes by codes, exception names and the stable parts of texts.

/** An XML-RPC fault by its code: 1 exception, 2 warning (user or validation error), 3 access denied, 4 access error. */
export function xmlRpcFault(code: number, text: string): Fault {
  switch (code) {
    case 4:
      return accessFault(text);
    case 3:
      // Odoo's own brake on whoever guesses (`base.login_cooldown_after`), which counts per address: it will pass.
      if (/too many login failures/i.test(text)) return { kind: 'busy', message: text.trim(), access: null };
      return { kind: 'wrong_login', message: 'the login or its secret is refused.', access: null };
    case 2:
      return warningFault(text);
    default:
      return exceptionFault(text);
  }
}

/** A JSON-2 error by its status and its exception's name (`odoo.exceptions.AccessError`, `builtins.ValueError`, ...). */
export function json2Fault(status: number, name: string, message: string): Fault {
  if (status === 401) return { kind: 'wrong_login', message: 'the API key is refused.', access: null };
  if (status === 403) return accessFault(message);
  if (name.endsWith('.MissingError')) return { kind: 'missing', message: message.trim(), access: null };
  if (status === 404 && /the model .* does not exist/.test(message)) {
    return { kind: 'unknown_model', message: message.trim(), access: null };
  }
  // Werkzeug's own 422 says that the method takes no such argument: nothing that a person at Odoo could mend.
  if (status === 422 && name.startsWith('odoo.')) return warningFault(message);
  return exceptionFault(message);
}

const operations: Readonly<Record<string, string>> = { create: 'create', modify: 'write', delete: 'unlink', access: 'read' };

/** `You are not allowed to create 'Tax' (account.tax) records.`: a right that the user's groups lack. */
const groupPattern = /not allowed to (create|modify|delete|access) '.*?' \(([\w.]+)\)/i;
/** `Sorry, Ann (id=9) doesn't have 'read' access to:` and `- Order (sale.order)` below it: a record rule. */
const rulePattern = /doesn't have '(create|write|unlink|read)' access to:\s+- .*?\(([a-z]\w*(?:\.\w+)+)/i;

function accessFault(text: string): Fault {
  const [, verb, model] = groupPattern.exec(text) ?? rulePattern.exec(text) ?? [];
  const access =
    verb === undefined || model === undefined ? null : { model, operation: operations[verb.toLowerCase()] ?? verb.toLowerCase() };
  return { kind: 'access_denied', message: text.trim(), access };
}

function warningFault(text: string): Fault {
  return { kind: warningKind(text), message: text.trim(), access: null };
}

function warningKind(text: string): OdooErrorKind {
  if (/^\s*Object \S+ doesn't exist/.test(text)) return 'unknown_model';
  if (/^\s*Record does not exist or has been deleted/.test(text)) return 'missing';
  if (isLostRace(text)) return 'busy';
  return 'rejected';
}

function exceptionFault(text: string): Fault {
  const { line, whole } = exceptionOf(text);
  const database = /database "([^"\n]*)" does not exist/.exec(whole)?.[1];
  // Odoo's text names the host and port of its Postgres.
  if (database !== undefined) return { kind: 'wrong_database', message: `there is no database "${database}".`, access: null };
  return { kind: exceptionKind(whole), message: line, access: null };
}

function exceptionKind(exception: string): OdooErrorKind {
  if (isLostRace(exception)) return 'busy';
  if (/Invalid field /.test(exception)) return 'unknown_field';
  // Not any "has no attribute": most of those are faults of an addon.
  if (/The method \S+ does not exist|type object '[\w.]+' has no attribute/.test(exception)) return 'unknown_method';
  return 'server_error';
}

/** Postgres made this transaction give way to another; nothing of it stays, and the same call may succeed. */
function isLostRace(text: string): boolean {
  return /could not serialize access|deadlock detected/.test(text);
}
