import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { OdooValue } from '../client.ts';
import { findUnsendable } from '../sendable.ts';
import { recording } from '../testing/recordings.ts';
import { readRequest } from '../testing/xmlrpc-codec.ts';
import { encodeMethodCall } from './encode.ts';

const sent = (value: OdooValue) => readRequest(encodeMethodCall('m', [value])).params;

const anyNumber = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((number) => number + 0);
const { value: anyValue } = fc.letrec<{ value: OdooValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('<', '>', '&', ']', ']]>', '\r', '\n', '\t', '"', "'", ' ', 'é', '😀', '<![CDATA[') }),
    anyNumber,
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

describe('a request', () => {
  test.prop([anyValue.filter((value) => findUnsendable(value) === null)])('arrives as it was given', (value) => {
    expect(sent(value)).toEqual([value]);
  });

  test.prop([fc.string({ unit: 'binary' }).filter((text) => findUnsendable(text) === null)])(
    'names members by any text',
    (name) => {
      expect(sent({ [name]: 1 })).toEqual([{ [name]: 1 }]);
    },
  );

  it.each([9.852941176470587, 99.99550022498875, 1e-7, 3000000000, -3000000000, 9007199254740991, 0.1 + 0.2, 5])(
    'carries %d exactly',
    (number) => {
      expect(sent(number)).toEqual([number]);
    },
  );

  it('writes integers of any size as <int>, which Python reads', () => {
    expect(encodeMethodCall('m', [3000000000])).toContain('<int>3000000000</int>');
  });

  it("says nothing in Odoo's own word for it", () => {
    expect(sent([null, { a: null }])).toEqual([[false, { a: false }]]);
  });

  it.each(['authenticate-ok', 'search_read-orders', 'load-bad-row', 'fault-validation', 'version'])(
    'says what the recorded %s said',
    (name) => {
      const { method, params } = readRequest(recording(`${name}.request.xml`));
      expect(readRequest(encodeMethodCall(method, params as OdooValue[]))).toEqual({ method, params });
    },
  );
});
