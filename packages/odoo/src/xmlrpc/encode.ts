import { createRequire } from 'node:module';
import type { OdooValue } from '../client.ts';

const require = createRequire(import.meta.url);

interface XmlNode {
  ele(name: string): XmlNode;
  txt(text: string): XmlNode;
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

/** The serializer puts text with markup into CDATA, where `]]>` cannot stand and a carriage return is lost: escaped instead. */
class EscapedText extends CustomType {
  readonly #text: string;
  constructor(text: string) {
    super(text);
    this.#text = text;
  }
  override serialize(node: XmlNode): XmlNode {
    return node.ele('string').txt(this.#text);
  }
}

/**
 * An XML-RPC request. The values have passed `findUnsendable`. Numbers go as they are: an integer beyond 32 bits as `<int>`,
 * which Python reads at any size (a `<double>` would arrive as a float, and no id is one), a fraction as the shortest text
 * that gives the same double again, with an exponent where JavaScript writes one.
 */
export function encodeMethodCall(method: string, params: readonly OdooValue[]): string {
  return serializer.serializeMethodCall(method, params.map(prepare));
}

function prepare(value: OdooValue): unknown {
  // Odoo's own word for nothing is False; None is not what its fields and methods expect.
  if (value === null) return false;
  if (typeof value === 'string') return /[<>&\r]/.test(value) ? new EscapedText(value) : value;
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map(prepare);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, prepare(member)]));
}

function isList(value: OdooValue): value is readonly OdooValue[] {
  return Array.isArray(value);
}
