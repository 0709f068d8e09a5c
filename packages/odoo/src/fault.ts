import type { OdooErrorKind } from './errors.ts';

/** What an Odoo fault means: the kind, its words for people, and for a missing right what was missing. */
export interface Fault {
  readonly kind: OdooErrorKind;
  readonly message: string;
  readonly access: { readonly model: string; readonly operation: string } | null;
}

const operations: Readonly<Record<string, string>> = { create: 'create', modify: 'write', delete: 'unlink', access: 'read' };

/** `You are not allowed to create 'Tax' (account.tax) records.` */
const accessPattern = /not allowed to (create|modify|delete|access) .*?\(([a-z0-9_.]+)\)/i;

/** A missing right, named where Odoo names it. */
export function accessFault(text: string): Fault {
  const [, verb, model] = accessPattern.exec(text) ?? [];
  const operation = verb === undefined ? undefined : operations[verb.toLowerCase()];
  const access = model === undefined || operation === undefined ? null : { model, operation };
  return { kind: 'access_denied', message: text.trim(), access };
}

/** A traceback's last line: the exception and its message. */
export function lastLine(text: string): string {
  const lines = text.trimEnd().split('\n');
  return lines.at(-1)?.trim() ?? '';
}

/** What a Python exception (`ValueError: ...`) is, by the stable parts of its text (they differ from version to version). */
export function exceptionKind(line: string): OdooErrorKind {
  if (/database "[^"]*" does not exist/.test(line)) return 'wrong_database';
  if (/could not serialize access|deadlock detected/.test(line)) return 'busy';
  if (/Invalid field/.test(line)) return 'unknown_field';
  if (/The method .* does not exist|has no attribute/.test(line)) return 'unknown_method';
  return 'server_error';
}

/** An XML-RPC fault by its code: 1 exception, 2 warning (user or validation error), 3 access denied, 4 access error. */
export function xmlRpcFault(code: number, text: string): Fault {
  if (code === 4) return accessFault(text);
  if (code === 3) return { kind: 'wrong_login', message: 'the login or its secret is refused.', access: null };
  if (code === 2) return warningFault(text);
  const line = lastLine(text);
  return { kind: exceptionKind(line), message: line, access: null };
}

function warningFault(text: string): Fault {
  const message = text.trim();
  if (/^Object .* doesn't exist/.test(message)) return { kind: 'unknown_model', message, access: null };
  if (/^Record does not exist or has been deleted/.test(message)) return { kind: 'missing', message, access: null };
  if (/could not serialize access/.test(message)) return { kind: 'busy', message, access: null };
  return { kind: 'rejected', message, access: null };
}

/** A JSON-2 error body by its exception's name. */
export function json2Fault(status: number, name: string, message: string): Fault {
  const text = message.trim();
  if (status === 401) return { kind: 'wrong_login', message: 'the API key is refused.', access: null };
  if (status === 403) return accessFault(text);
  if (name.endsWith('.MissingError')) return { kind: 'missing', message: text, access: null };
  if (status === 404) {
    return { kind: /the model .* does not exist/.test(text) ? 'unknown_model' : 'unknown_method', message: text, access: null };
  }
  if (status === 422) return warningFault(text);
  const line = lastLine(text);
  const kind = name.endsWith('AttributeError') ? 'unknown_method' : exceptionKind(line);
  return { kind, message: line, access: null };
}
