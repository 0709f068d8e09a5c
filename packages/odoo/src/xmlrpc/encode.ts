import { createRequire } from 'node:module';
import type { OdooValue } from '../client.ts';

const require = createRequire(import.meta.url);

interface XmlNode {
  raw(xml: string): XmlNode;
}
interface Serializer {
  serializeMethodCall(method: string, params: readonly unknown[]): string;
}
interface CustomTypeConstructor {
  new (raw: string): { serialize(node: XmlNode): XmlNode };
}

// The package's entry also loads its HTTP client and server; its types tell of nothing but that entry.
const serializer = require('xmlrpc/lib/serializer') as Serializer;
const CustomType = require('xmlrpc/lib/customtype') as CustomTypeConstructor;

/** A value that is XML already. */
class Written extends CustomType {
  readonly #xml: string;
  constructor(xml: string) {
    super(xml);
    this.#xml = xml;
  }
  override serialize(node: XmlNode): XmlNode {
    return node.raw(this.#xml);
  }
}

/**
 * An XML-RPC request. The values have passed `findUnsendable`. Numbers go as they are: an integer beyond 32 bits as `<int>`,
 * which Python reads at any size (a `<double>` would arrive as a float, and no id is one), a fraction as the shortest text
 * that gives the same double again, with an exponent where JavaScript writes one.
 *
 * The package writes the call, and we its parameters: it makes a tree of every cell first, and a batch of 200 orders held the
 * process up for 50 to 100 ms (decision 6).
 */
export function encodeMethodCall(method: string, params: readonly OdooValue[]): string {
  return serializer.serializeMethodCall(
    method,
    params.map((param) => new Written(elementOf(param))),
  );
}

function elementOf(value: OdooValue): string {
  switch (typeof value) {
    case 'string':
      return value === '' ? '<string/>' : `<string>${escaped(value)}</string>`;
    case 'number':
      return Number.isInteger(value) ? `<int>${value}</int>` : `<double>${value}</double>`;
    case 'boolean':
      return `<boolean>${value ? 1 : 0}</boolean>`;
    default:
      // Odoo's own word for nothing is False; None is not what its fields and methods expect.
      if (value === null) return '<boolean>0</boolean>';
      return isList(value) ? arrayOf(value) : structOf(value);
  }
}

function arrayOf(list: readonly OdooValue[]): string {
  let xml = '<array><data>';
  for (const item of list) xml += `<value>${elementOf(item)}</value>`;
  return `${xml}</data></array>`;
}

function structOf(struct: { readonly [key: string]: OdooValue }): string {
  let xml = '<struct>';
  for (const [name, value] of Object.entries(struct)) {
    xml += `<member><name>${escaped(name)}</name><value>${elementOf(value)}</value></member>`;
  }
  return `${xml}</struct>`;
}

const markup = /[<>&\r]/;

/** `>` too, for `]]>` may not stand in text; a carriage return would arrive as a line feed (XML 1.0, 2.11). */
function escaped(text: string): string {
  if (!markup.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
}

function isList(value: OdooValue): value is readonly OdooValue[] {
  return Array.isArray(value);
}
