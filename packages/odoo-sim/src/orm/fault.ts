/** The Python exceptions that callers of Odoo meet; each wire has its own way to tell them (wire codes, HTTP statuses). */
export type ExceptionName =
  | 'AccessDenied'
  | 'AccessError'
  | 'MissingError'
  | 'UserError'
  | 'ValidationError'
  | 'ValueError'
  | 'TypeError'
  | 'AttributeError'
  | 'OperationalError'
  | 'SerializationFailure'
  | 'UnknownModel'
  | 'Unauthorized'
  | 'UnprocessableEntity';

/** An exception raised by Odoo's side. `message` is what Odoo would say, without its traceback. */
export class OdooFault extends Error {
  override readonly name = 'OdooFault';
  readonly exception: ExceptionName;
  /** The field that a rejected record fails on: `load` names it in its messages. */
  readonly field: string | null;

  constructor(exception: ExceptionName, message: string, field: string | null = null) {
    super(message);
    this.exception = exception;
    this.field = field;
  }
}

/** `MissingError`, as measured on `write` of an id that does not exist. */
export function missingRecord(model: string, id: number, uid: number): OdooFault {
  return new OdooFault('MissingError', `Record does not exist or has been deleted.\n(Record: ${model}(${id},), User: ${uid})`);
}

/** Postgres' answer to the transaction that comes second to the same rows (measured in messages of `load`). */
export const SERIALIZATION_MESSAGE = 'could not serialize access due to concurrent update';
