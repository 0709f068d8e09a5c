import { createRequire } from 'node:module';
import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { WireValue } from '../orm/value.ts';
import { decodeResponse } from '../testing/rpc-client.ts';
import { pythonRepr, tupleRepr } from './python-repr.ts';
import { decodeCall, MalformedCall } from './xmlrpc-decode.ts';
import { encodeAnswer } from './xmlrpc-encode.ts';

const require = createRequire(import.meta.url);
const { serializeMethodCall } = require('xmlrpc/lib/serializer.js') as {
  serializeMethodCall: (method: string, params: unknown[]) => string;
};

// What XML 1.0 and XML-RPC can carry: no control characters, 32-bit integers. Carriage returns are changed by XML itself.
const text = fc.string({ unit: 'grapheme' }).map((raw) => raw.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' '));
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((raw) => Math.round(raw * 1e4) / 1e4 || 0),
);
const { value } = fc.letrec<{ value: WireValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    number,
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), tie('value'), { maxKeys: 4 }),
  ),
}));

describe('the XML-RPC codec', () => {
  it.prop([value])('reads what the xmlrpc package writes', (one) => {
    expect(decodeCall(serializeMethodCall('execute_kw', [one, one]))).toEqual({ methodName: 'execute_kw', params: [one, one] });
  });

  it.prop([value])('writes what the xmlrpc package reads', async (one) => {
    expect(await decodeResponse(encodeAnswer(one))).toEqual(one);
  });

  it('reads untyped values, entities, CDATA, nil and dates', () => {
    const members = [
      '<value> plain </value>',
      '<value><string>a &lt; b &#233;&#xE9;</string></value>',
      '<value><string><![CDATA[<x> & y]]></string></value>',
      '<value><nil/></value>',
      '<value><dateTime.iso8601>20261124T12:23:41</dateTime.iso8601></value>',
      '<value><array><data/></array></value>',
    ];
    const xml = `<?xml version="1.0"?><methodCall><methodName>m</methodName><params>${members.map((one) => `<param>${one}</param>`).join('')}</params></methodCall>`;
    expect(decodeCall(xml).params).toEqual([' plain ', 'a < b éé', '<x> & y', null, '2026-11-24 12:23:41', []]);
  });

  it.each([
    '',
    '<html></html>',
    '<methodCall><methodName>m</methodName><params><param><value><int>x</int></value></param></params></methodCall>',
    '<methodCall><methodName>m</methodName><params><param><value><int>1</int>',
    '<methodCall><methodName>m</methodName><params><param><value><thing>1</thing></value></param></params></methodCall>',
  ])('refuses %s', (xml) => {
    expect(() => decodeCall(xml)).toThrow(MalformedCall);
  });
});

describe('python', () => {
  it('prints values as Odoo quotes them', () => {
    expect(tupleRepr(['a', 'in', [1, 2.5, null, true]])).toBe("('a', 'in', [1, 2.5, None, True])");
    expect(pythonRepr("it's")).toBe('"it\'s"');
    expect(pythonRepr({ a: 'x\n' })).toBe("{'a': 'x\\n'}");
  });
});
