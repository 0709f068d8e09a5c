import { expect, it } from 'vitest';
import { decode as decodeWithin } from '../testing/xmlrpc-codec.ts';

/** The real bound takes seconds to reach. */
const decode = (xml: string, lengths: readonly number[] = []) => decodeWithin(xml, lengths, 1_000);

const inParam = (value: string) => `<methodResponse><params><param>${value}</param></params></methodResponse>`;
const inList = (values: string) => inParam(`<value><array><data>${values}</data></array></value>`);
const lots = 100_000;

/** Ten times the one before, ten times over. */
const laughs = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join('');

it.each([
  ['a billion laughs', `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>${inParam('<value>&l9;</value>')}`, 'document type'],
  [
    'a quadratic blow-up',
    `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(lots)}">]>${inParam(`<value>${'&a;'.repeat(lots)}</value>`)}`,
    'document type',
  ],
  [
    'an external entity',
    `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${inParam('<value>&e;</value>')}`,
    'document type',
  ],
  ['an external document type', `<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">${inParam('<value>1</value>')}`, 'document type'],
  [
    'a parameter entity',
    `<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]>${inParam('<value>1</value>')}`,
    'document type',
  ],
  ['a document type that is never closed', `<!DOCTYPE x [${'<!ENTITY a "a">'.repeat(lots)}`, 'ended in the middle'],
  ['an entity of HTML', inParam('<value>&nbsp;</value>'), 'well-formed'],
  [
    'a style sheet',
    `<?xml version="1.0"?><?xml-stylesheet href="http://127.0.0.1/x.xsl"?>${inParam('<value>1</value>')}`,
    'processing',
  ],
  ['an instruction in a value', inParam('<value>1<?php exit ?></value>'), 'processing'],
  ['a hundred thousand arrays in each other', inParam('<value><array><data>'.repeat(lots)), 'too deeply'],
  ['a hundred thousand structs in each other', inParam('<value><struct><member><name>a</name>'.repeat(lots)), 'too deeply'],
  ['a hundred thousand values in each other', inParam('<value>'.repeat(lots)), 'out of place'],
  ['a name of a megabyte', `<${'a'.repeat(1_000_000)}`.concat('>'), 'out of place'],
  ['an attribute of a megabyte', `<methodResponse a="${'a'.repeat(1_000_000)}">`, 'attributes'],
  [
    'a hundred thousand name spaces',
    `<methodResponse ${Array.from({ length: lots }, (_, index) => `xmlns:a${index}=""`).join(' ')}>`,
    'attributes',
  ],
  ['more values than are allowed', inList('<value/>'.repeat(1_000)), 'more than 1000 values'],
  ['more entities than are allowed', inParam(`<value>${'&lt;'.repeat(1_001)}</value>`), 'more than 1000 entities'],
])('%s: refused', (_case, xml, message) => {
  expect(() => decode(xml)).toThrow(message);
  // As it comes from the network, in pieces: as soon as it can be known.
  expect(() => decode(xml, new Array(Math.ceil(xml.length / 1_000)).fill(1_000))).toThrow(message);
});

it('as many as are allowed are read, and name spaces too', () => {
  expect(decode(inList('<value/>'.repeat(999)))).toMatchObject({ kind: 'value' });
  expect(decode(inParam(`<value>${'&lt;'.repeat(1_000)}</value>`))).toEqual({ kind: 'value', value: '<'.repeat(1_000) });
  expect(decode(inParam('<value><ex:nil xmlns:ex="http://ws.apache.org/xmlrpc/namespaces/extensions"/></value>'))).toEqual({
    kind: 'value',
    value: null,
  });
});
