import { SaxesParser } from 'saxes';

/** What an XML-RPC answer holds: a value, or a fault. */
export type XmlRpcAnswer =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'fault'; readonly code: number; readonly text: string };

/** The answer is not XML-RPC. The message names what was wrong, never the content. */
export class XmlRpcDecodeError extends Error {
  override readonly name = 'XmlRpcDecodeError';
}

/** Deeper than any answer of Odoo, shallow enough for any stack. */
const maxDepth = 64;

interface Container {
  readonly kind: 'array' | 'struct';
  readonly value: unknown[] | Record<string, unknown>;
  memberName: string | null;
}

/** Decodes an answer while it arrives: `write` every chunk of text, then `finish`. Both throw `XmlRpcDecodeError`. */
export function createXmlRpcDecoder(): { write(text: string): void; finish(): XmlRpcAnswer } {
  const parser = new SaxesParser();
  const open: Container[] = [];
  let depth = 0;
  let text = '';
  let isFault = false;
  let hasRoot = false;
  let result: { value: unknown } | null = null;
  // A <value> without a type element is a string; `typed` remembers whether one came.
  const typed: boolean[] = [];

  const refuse = (what: string): never => {
    throw new XmlRpcDecodeError(what);
  };

  function put(value: unknown): void {
    const container = open.at(-1);
    if (container === undefined) {
      if (result !== null) refuse('more than one value');
      result = { value };
    } else if (Array.isArray(container.value)) {
      container.value.push(value);
    } else {
      if (container.memberName === null) refuse('a member without a name');
      else container.value[container.memberName] = value;
      container.memberName = null;
    }
    if (typed.length > 0) typed[typed.length - 1] = true;
  }

  parser.on('error', (error) => refuse(`not well-formed XML (${error.message.split('\n', 1)[0] ?? ''})`));
  // Entities beyond XML's own five could only come with a DTD, and make a small answer large.
  parser.on('doctype', () => refuse('a document type declaration'));
  parser.on('text', (chunk) => {
    text += chunk;
  });
  parser.on('cdata', (chunk) => {
    text += chunk;
  });
  parser.on('opentag', ({ name }) => {
    depth += 1;
    // Each level of values takes up to four elements (value, struct, member, value).
    if (depth > maxDepth * 4) refuse('nested too deeply');
    if (!hasRoot && name !== 'methodResponse') refuse(`<${name}> in place of <methodResponse>`);
    hasRoot = true;
    text = '';
    if (name === 'fault') isFault = true;
    else if (name === 'value') typed.push(false);
    else if (name === 'array') open.push({ kind: 'array', value: [], memberName: null });
    else if (name === 'struct')
      open.push({ kind: 'struct', value: Object.create(null) as Record<string, unknown>, memberName: null });
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    const content = text;
    text = '';
    switch (name) {
      case 'string':
      case 'dateTime.iso8601':
      case 'base64':
        return put(content);
      case 'int':
      case 'i4':
      case 'i8':
        return put(integerOf(content));
      case 'double':
        return put(doubleOf(content));
      case 'boolean':
        return put(booleanOf(content));
      case 'nil':
      case 'ex:nil':
        return put(null);
      case 'name': {
        const container = open.at(-1);
        if (container?.kind === 'struct') container.memberName = content;
        return;
      }
      case 'array':
      case 'struct': {
        const closed = open.pop();
        return put(closed?.value);
      }
      case 'value':
        if (typed.pop() === false) {
          // put() marks the enclosing value, as for any typed one.
          put(content);
        }
        return;
    }
  });

  return {
    write: (chunk) => void parser.write(chunk),
    finish() {
      parser.close();
      if (result === null) throw new XmlRpcDecodeError('no value');
      return isFault ? faultOf(result.value) : { kind: 'value', value: result.value };
    },
  };
}

function integerOf(text: string): number {
  const value = Number(text.trim());
  if (text.trim() === '' || !Number.isSafeInteger(value)) throw new XmlRpcDecodeError('an integer that cannot be held exactly');
  return value;
}

function doubleOf(text: string): number {
  const value = Number(text.trim());
  if (text.trim() === '' || Number.isNaN(value)) throw new XmlRpcDecodeError('a double that is no number');
  return value;
}

function booleanOf(text: string): boolean {
  if (text === '1' || text === '0') return text === '1';
  throw new XmlRpcDecodeError('a boolean that is neither 0 nor 1');
}

function faultOf(value: unknown): XmlRpcAnswer {
  if (typeof value !== 'object' || value === null || !('faultCode' in value) || !('faultString' in value)) {
    throw new XmlRpcDecodeError('a fault without code and text');
  }
  return { kind: 'fault', code: Number(value.faultCode), text: String(value.faultString) };
}
