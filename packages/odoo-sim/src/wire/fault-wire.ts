import type { ExceptionName, OdooFault } from '../orm/fault.ts';

/** XML-RPC fault codes, as measured: 1 an unforeseen exception (with traceback), 2 a message for people, 3 and 4 access. */
const FAULT_CODES: Readonly<Record<ExceptionName, 1 | 2 | 3 | 4>> = {
  AccessDenied: 3,
  AccessError: 4,
  MissingError: 2,
  UserError: 2,
  ValidationError: 2,
  UnknownModel: 2,
  ValueError: 1,
  TypeError: 1,
  AttributeError: 1,
  OperationalError: 1,
  SerializationFailure: 1,
  Unauthorized: 3,
  UnprocessableEntity: 1,
};

/** JSON-2: HTTP status and the exception's full Python name, as measured. */
const JSON2_ERRORS: Readonly<Record<ExceptionName, readonly [status: number, name: string]>> = {
  AccessDenied: [403, 'odoo.exceptions.AccessDenied'],
  AccessError: [403, 'odoo.exceptions.AccessError'],
  MissingError: [404, 'odoo.exceptions.MissingError'],
  UserError: [422, 'odoo.exceptions.UserError'],
  ValidationError: [422, 'odoo.exceptions.ValidationError'],
  UnknownModel: [404, 'werkzeug.exceptions.NotFound'],
  ValueError: [500, 'builtins.ValueError'],
  TypeError: [500, 'builtins.TypeError'],
  AttributeError: [404, 'werkzeug.exceptions.NotFound'],
  OperationalError: [500, 'psycopg2.OperationalError'],
  SerializationFailure: [500, 'psycopg2.errors.SerializationFailure'],
  Unauthorized: [401, 'werkzeug.exceptions.Unauthorized'],
  UnprocessableEntity: [422, 'werkzeug.exceptions.UnprocessableEntity'],
};

/** Exceptions that a traceback names with their module. */
const PYTHON_NAMES: Readonly<Partial<Record<ExceptionName, string>>> = {
  OperationalError: 'psycopg2.OperationalError',
  SerializationFailure: 'psycopg2.errors.SerializationFailure',
};

/** The fault of XML-RPC: code, and a text that for code 1 is a traceback. */
export function faultOf(fault: OdooFault): { readonly code: number; readonly text: string } {
  const code = FAULT_CODES[fault.exception];
  const name = PYTHON_NAMES[fault.exception] ?? fault.exception;
  if (fault.exception === 'UnknownModel') return { code, text: `Object ${fault.message} doesn't exist` };
  return { code, text: code === 1 ? traceback(`${name}: ${fault.message}`) : fault.message };
}

/** The error body of JSON-2. */
export function json2Error(fault: OdooFault): { readonly status: number; readonly body: string } {
  const [status, name] = JSON2_ERRORS[fault.exception];
  const message = fault.exception === 'UnknownModel' ? `the model '${fault.message}' does not exist` : fault.message;
  const isHttp = name.startsWith('werkzeug.');
  const argumentList = isHttp ? [message, status] : [message];
  const body = { name, message, arguments: argumentList, context: {}, debug: traceback(`${name}: ${message}`) };
  return { status, body: JSON.stringify(body) };
}

/** Python prints the frames first; what matters is the last line. */
function traceback(lastLine: string): string {
  return [
    'Traceback (most recent call last):',
    '  File "odoo/http.py", line 2170, in _serve_db',
    '    return service_model.retrying(serve_func, env=self.env)',
    '  File "odoo/service/model.py", line 184, in retrying',
    '    result = func()',
    `${lastLine}\n`,
  ].join('\n');
}
