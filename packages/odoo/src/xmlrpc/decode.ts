import { SaxesParser } from 'saxes';
import { mostValues } from '../http/answer-bounds.ts';
import { XmlRpcDecodeError } from './decode-error.ts';
import { mayStandIn } from './grammar.ts';
import { readScalar } from './scalars.ts';

/** What an XML-RPC answer holds: a value, or a fault. */
export type XmlRpcAnswer =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'fault'; readonly code: number; readonly text: string };

/** Deeper than any answer of Odoo, shallow enough for whoever walks it. */
const maxDepth = 64;

/** XML-RPC has no attributes; a serializer may declare the name spaces of its extensions. */
const maxNamespaces = 8;

type Container =
  | { readonly kind: 'array'; readonly list: unknown[] }
  | { readonly kind: 'struct'; readonly members: Record<string, unknown>; name: string | null };

/** A `<value>` under way: empty until the element inside it ends; with none inside, its text is its value. */
interface OpenValue {
  isFilled: boolean;
  content: unknown;
}

/**
 * Decodes an answer while it arrives: `write` every chunk of text, then `finish`. Structs are objects without prototype.
 * Both throw `XmlRpcDecodeError`, and for what XML-RPC has no use for too: a document type declaration (entities of one's own
 * make a small answer large), processing instructions, attributes; for more than 64 levels; and for more than `maxValues`
 * values, or characters that are written as entities: each of them takes many times its length.
 */
export function createXmlRpcDecoder(maxValues = mostValues): { write(text: string): void; finish(): XmlRpcAnswer } {
  const parser = new SaxesParser();
  const path: string[] = [];
  const containers: Container[] = [];
  const values: OpenValue[] = [];
  let text = '';
  let namespaces = 0;
  let valueCount = 0;
  let entityCount = 0;
  let isFault = false;
  let answer: { readonly value: unknown } | null = null;

  function fill(content: unknown): void {
    const value = values.at(-1);
    if (value === undefined || value.isFilled) throw new XmlRpcDecodeError('two values in the place of one');
    value.isFilled = true;
    value.content = content;
  }

  function hand(value: unknown): void {
    const container = containers.at(-1);
    if (container === undefined) {
      if (answer !== null) throw new XmlRpcDecodeError('two values in the place of one');
      answer = { value };
    } else if (container.kind === 'array') {
      container.list.push(value);
    } else {
      if (container.name === null) throw new XmlRpcDecodeError('a member without a name');
      container.members[container.name] = value;
      container.name = null;
    }
  }

  function openValue(): void {
    valueCount += 1;
    if (valueCount > maxValues) throw new XmlRpcDecodeError(`it holds more than ${maxValues} values`);
    values.push({ isFilled: false, content: null });
  }

  function open(container: Container): void {
    if (containers.push(container) > maxDepth) throw new XmlRpcDecodeError('it is nested too deeply');
  }

  parser.on('error', () => {
    // The parser's own message quotes the answer.
    throw new XmlRpcDecodeError('it is not well-formed XML, or ended in the middle');
  });
  parser.on('doctype', () => {
    throw new XmlRpcDecodeError('it has a document type declaration');
  });
  parser.on('processinginstruction', () => {
    throw new XmlRpcDecodeError('it has a processing instruction');
  });
  parser.on('attribute', ({ name }) => {
    namespaces += 1;
    if (!/^xmlns(:|$)/.test(name) || namespaces > maxNamespaces) throw new XmlRpcDecodeError('an element has attributes');
  });
  parser.on('text', (chunk) => {
    text += chunk;
  });
  parser.on('cdata', (chunk) => {
    text += chunk;
  });
  // At its start: of an element that is none of ours the attributes are not even read.
  parser.on('opentagstart', ({ name }) => {
    if (!mayStandIn(name, path.at(-1) ?? null)) throw new XmlRpcDecodeError('an element is out of place');
    path.push(name);
    text = '';
    namespaces = 0;
    if (name === 'value') openValue();
    else if (name === 'array') open({ kind: 'array', list: [] });
    else if (name === 'struct') open({ kind: 'struct', members: Object.create(null) as Record<string, unknown>, name: null });
    else if (name === 'fault') isFault = true;
  });
  parser.on('closetag', ({ name }) => {
    path.pop();
    const ended = text;
    text = '';
    if (name === 'value') {
      const value = values.pop();
      hand(value?.isFilled ? value.content : ended);
    } else if (name === 'array' || name === 'struct') {
      const container = containers.pop();
      fill(container?.kind === 'array' ? container.list : container?.members);
    } else if (name === 'name') {
      const container = containers.at(-1);
      if (container?.kind === 'struct') container.name = ended;
    } else if (path.at(-1) === 'value') {
      fill(readScalar(name, ended));
    }
  });

  function countEntities(chunk: string): void {
    for (let at = chunk.indexOf('&'); at !== -1; at = chunk.indexOf('&', at + 1)) entityCount += 1;
    if (entityCount > maxValues) throw new XmlRpcDecodeError(`it holds more than ${maxValues} entities`);
  }

  return {
    write(chunk) {
      parser.write(chunk);
      countEntities(chunk);
    },
    finish() {
      parser.close();
      if (answer === null) throw new XmlRpcDecodeError('it holds no value');
      return isFault ? faultOf(answer.value) : { kind: 'value', value: answer.value };
    },
  };
}

function faultOf(value: unknown): XmlRpcAnswer {
  if (typeof value === 'object' && value !== null && 'faultCode' in value && 'faultString' in value) {
    const { faultCode: code, faultString: text } = value;
    if (typeof code === 'number' && typeof text === 'string') return { kind: 'fault', code, text };
  }
  throw new XmlRpcDecodeError('a fault lacks its code or text');
}
