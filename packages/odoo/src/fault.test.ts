import { describe, expect, it } from 'vitest';
import { json2Fault, xmlRpcFault } from './fault.ts';

const traceback = (exception: string) =>
  `Traceback (most recent call last):\n  File "/odoo/http.py", line 1, in f\n    raise x\n${exception}\n`;

describe('a fault of XML-RPC', () => {
  it.each([
    // Odoo 19
    [1, traceback("ValueError: Invalid field res.partner.nofield in condition ('nofield', '=', 1)"), 'unknown_field'],
    [1, traceback("ValueError: Invalid field 'nofield' on 'res.partner'"), 'unknown_field'],
    [1, traceback("ValueError: Invalid field name 'nope'"), 'unknown_field'],
    [1, traceback("AttributeError: The method 'res.partner.nomethod' does not exist"), 'unknown_method'],
    [1, traceback("ValueError: Domain() invalid item in domain: 'x'"), 'server_error'],
    [
      1,
      traceback('psycopg2.OperationalError: connection to server failed: FATAL:  database "nodb" does not exist\n'),
      'wrong_database',
    ],
    [1, traceback('psycopg2.errors.SerializationFailure: could not serialize access due to concurrent update\n'), 'busy'],
    [1, traceback('psycopg2.errors.DeadlockDetected: deadlock detected\nDETAIL:  Process 1 waits'), 'busy'],
    [1, traceback("AttributeError: 'NoneType' object has no attribute 'id'"), 'server_error'],
    [1, 'dictionary key must be string', 'server_error'],
    [2, "Object no.model doesn't exist", 'unknown_model'],
    [2, 'Record does not exist or has been deleted.\n(Record: sale.order(99999999,), User: 9)', 'missing'],
    [2, "The operation cannot be completed: Missing required value for the field 'Customer' (partner_id).", 'rejected'],
    [2, 'could not serialize access due to concurrent update', 'busy'],
    [3, 'Access Denied', 'wrong_login'],
    [3, 'Too many login failures, please wait a bit before trying again.', 'busy'],
    [4, "You are not allowed to create 'Tax' (account.tax) records.", 'access_denied'],
    [4, "Private methods (such as 'res.partner._search') cannot be called remotely.", 'access_denied'],
    // Odoo 16
    [1, traceback("ValueError: Invalid field res.partner.nofield in leaf ('nofield', '=', 1)"), 'unknown_field'],
    [1, traceback("ValueError: Invalid field 'nofield' on model 'res.partner'"), 'unknown_field'],
    [1, traceback("AttributeError: type object 'res.partner' has no attribute 'nomethod'"), 'unknown_method'],
    [2, 'The operation cannot be completed:\n- create/update: x\n\nField: Customer (partner_id)\n', 'rejected'],
  ] as const)('%i %j is %s', (code, text, kind) => {
    expect(xmlRpcFault(code, text).kind).toBe(kind);
  });
});

describe('an error of JSON-2', () => {
  it.each([
    [401, 'werkzeug.exceptions.Unauthorized', 'Invalid apikey', 'wrong_login'],
    [403, 'odoo.exceptions.AccessError', "You are not allowed to create 'Tax' (account.tax) records.", 'access_denied'],
    [404, 'werkzeug.exceptions.NotFound', "the model 'no.model' does not exist", 'unknown_model'],
    [404, 'werkzeug.exceptions.NotFound', "The method 'res.partner.nomethod' does not exist", 'unknown_method'],
    [404, 'werkzeug.exceptions.NotFound', 'something else', 'server_error'],
    [404, 'odoo.exceptions.MissingError', 'Record does not exist or has been deleted.', 'missing'],
    [422, 'odoo.exceptions.ValidationError', 'Missing required value', 'rejected'],
    [422, 'odoo.exceptions.UserError', 'No', 'rejected'],
    [422, 'werkzeug.exceptions.UnprocessableEntity', "missing a required argument: 'domain'", 'server_error'],
    [500, 'builtins.ValueError', "Invalid field res.partner.nofield in condition ('nofield', '=', 1)", 'unknown_field'],
    [500, 'builtins.AttributeError', "'NoneType' object has no attribute 'id'", 'server_error'],
    [500, 'psycopg2.errors.SerializationFailure', 'could not serialize access due to concurrent update', 'busy'],
    [500, 'psycopg2.OperationalError', 'FATAL:  database "nodb" does not exist', 'wrong_database'],
    [500, 'builtins.ZeroDivisionError', 'float division by zero', 'server_error'],
  ] as const)('%i %s %j is %s', (status, name, message, kind) => {
    expect(json2Fault(status, name, message).kind).toBe(kind);
  });
});

describe('a missing right', () => {
  it.each([
    ["You are not allowed to create 'Tax' (account.tax) records.\n\nThis operation is ...", 'account.tax', 'create'],
    ["You are not allowed to modify 'Product (old)' (product.product) records.", 'product.product', 'write'],
    ["You are not allowed to delete 'Sales Order' (sale.order) records.", 'sale.order', 'unlink'],
    ["You are not allowed to access 'System Parameter' (ir.config_parameter) records.", 'ir.config_parameter', 'read'],
    [
      "Due to security restrictions, you are not allowed to access 'Contact' (res.partner) records.\n\nRecords: x",
      'res.partner',
      'read',
    ],
    ["Uh-oh!\n\nSorry, Ann (id=9) doesn't have 'write' access to:\n- Sales Order, S1 (sale.order: 1)", 'sale.order', 'write'],
    ["Uh-oh!\n\nSorry, Ann (id=9) doesn't have 'unlink' access to:\n- Sales Order (sale.order)", 'sale.order', 'unlink'],
  ])('%j is named', (text, model, operation) => {
    for (const fault of [xmlRpcFault(4, text), json2Fault(403, 'odoo.exceptions.AccessError', text)]) {
      expect(fault).toEqual({ kind: 'access_denied', message: text, access: { model, operation } });
    }
  });

  it('that is not told as one stays unnamed', () => {
    expect(xmlRpcFault(4, 'Private methods (such as res.partner._search) cannot be called remotely.').access).toBeNull();
  });
});

describe('the message', () => {
  it('of an exception is its line, without the traceback', () => {
    expect(xmlRpcFault(1, traceback('ZeroDivisionError: float division by zero')).message).toBe(
      'ZeroDivisionError: float division by zero',
    );
  });

  it('of a missing database does not tell of its Postgres', () => {
    const text = traceback(
      'psycopg2.OperationalError: connection to server at "10.1.2.3", port 5433 failed: FATAL:  database "nodb" does not exist\n',
    );
    expect(xmlRpcFault(1, text).message).toBe('there is no database "nodb".');
  });

  it('of a refusal is all of its lines: they are for people', () => {
    expect(xmlRpcFault(2, 'Barcode(s) already assigned:\n\n- Barcode "5" already assigned\n').message).toBe(
      'Barcode(s) already assigned:\n\n- Barcode "5" already assigned',
    );
  });
});
