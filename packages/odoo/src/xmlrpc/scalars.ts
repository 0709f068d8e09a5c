import { XmlRpcDecodeError } from './decode-error.ts';

/**
 * How the text of each scalar element is read. Dates and binaries stay text: a date of XML-RPC has no zone, and Odoo sends
 * its own as strings.
 */
const readers: ReadonlyMap<string, (text: string) => unknown> = new Map<string, (text: string) => unknown>([
  ['string', (text) => text],
  ['int', readInteger],
  ['i4', readInteger],
  ['i8', readInteger],
  ['double', readDouble],
  ['boolean', readBoolean],
  ['dateTime.iso8601', (text) => text],
  ['base64', (text) => text],
  ['nil', () => null],
  ['ex:nil', () => null],
]);

export function isScalar(name: string): boolean {
  return readers.has(name);
}

/** The value of a scalar element. Throws `XmlRpcDecodeError` for text that is none of its type. */
export function readScalar(name: string, text: string): unknown {
  return readers.get(name)?.(text);
}

function readInteger(text: string): number {
  const value = Number(text);
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw new XmlRpcDecodeError('an integer is none');
  if (!Number.isSafeInteger(value)) throw new XmlRpcDecodeError('an integer is too large to be held exactly');
  // `-0` is no integer of its own.
  return value + 0;
}

function readDouble(text: string): number {
  const value = Number(text);
  if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) || !Number.isFinite(value)) {
    throw new XmlRpcDecodeError('a double is no finite number');
  }
  return value;
}

function readBoolean(text: string): boolean {
  const value = text.trim();
  if (value === '1' || value === '0') return value === '1';
  throw new XmlRpcDecodeError('a boolean is neither 0 nor 1');
}
