import type { WireStruct, WireValue } from '../orm/value.ts';

export interface MethodCall {
  readonly methodName: string;
  readonly params: WireValue[];
}

/** The request is no XML-RPC call. */
export class MalformedCall extends Error {
  override readonly name = 'MalformedCall';
}

/**
 * Reads a method call. A hand-written scanner: a batch of 100 orders is some 6,000 values, and the stand-in must keep up with
 * clients that send many. It knows the XML that XML-RPC clients write (no DTD, no attributes, no comments) and refuses all else.
 */
export function decodeCall(xml: string): MethodCall {
  const scanner = new Scanner(xml);
  scanner.skipProlog();
  scanner.expect('<methodCall>');
  scanner.expect('<methodName>');
  const methodName = scanner.textUntil('</methodName>').trim();
  const params: WireValue[] = [];
  if (scanner.accept('<params/>')) return { methodName, params };
  if (scanner.accept('<params>')) {
    while (scanner.accept('<param>')) {
      params.push(scanner.value());
      scanner.expect('</param>');
    }
    scanner.expect('</params>');
  }
  scanner.expect('</methodCall>');
  return { methodName, params };
}

const SPACE = 32;
const OPEN = 60;
const CDATA = '<![CDATA[';

class Scanner {
  readonly #xml: string;
  #at = 0;

  constructor(xml: string) {
    this.#xml = xml;
  }

  skipProlog(): void {
    this.#skipSpace();
    if (this.#xml.startsWith('<?xml', this.#at)) {
      const end = this.#xml.indexOf('?>', this.#at);
      if (end < 0) throw new MalformedCall('unclosed XML declaration');
      this.#at = end + 2;
    }
  }

  accept(tag: string): boolean {
    this.#skipSpace();
    if (!this.#xml.startsWith(tag, this.#at)) return false;
    this.#at += tag.length;
    return true;
  }

  expect(tag: string): void {
    if (!this.accept(tag)) throw new MalformedCall(`${tag} expected at character ${this.#at}`);
  }

  /** Character data up to the closing tag, entities resolved and CDATA sections taken as they stand. */
  textUntil(closing: string): string {
    let text = '';
    for (;;) {
      const end = this.#xml.indexOf('<', this.#at);
      if (end < 0) throw new MalformedCall(`${closing} expected after character ${this.#at}`);
      const part = this.#xml.slice(this.#at, end);
      text += part.includes('&') ? unescapeText(part) : part;
      this.#at = end;
      if (this.#xml.startsWith(closing, end)) break;
      text += this.#cdata();
    }
    this.#at += closing.length;
    return text;
  }

  #cdata(): string {
    const start = this.#at + CDATA.length;
    const end = this.#xml.startsWith(CDATA, this.#at) ? this.#xml.indexOf(']]>', start) : -1;
    if (end < 0) throw new MalformedCall(`unexpected markup at character ${this.#at}`);
    this.#at = end + ']]>'.length;
    return this.#xml.slice(start, end);
  }

  value(): WireValue {
    if (this.accept('<value/>')) return '';
    this.expect('<value>');
    const start = this.#at;
    this.#skipSpace();
    // A value without a type is a string, its white space included.
    if (this.#xml.charCodeAt(this.#at) !== OPEN || this.#xml.startsWith('</value>', this.#at)) {
      this.#at = start;
      return this.textUntil('</value>');
    }
    const end = this.#xml.indexOf('>', this.#at);
    const type = this.#xml.slice(this.#at + 1, end);
    this.#at = end + 1;
    const value = this.#typed(type);
    this.expect('</value>');
    return value;
  }

  #typed(type: string): WireValue {
    switch (type) {
      case 'string':
        return this.textUntil('</string>');
      case 'string/':
        return '';
      case 'int':
      case 'i4':
      case 'i8':
        return this.#number(type, /^[+-]?\d+$/);
      case 'double':
        return this.#number(type, /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i);
      case 'boolean':
        return this.textUntil('</boolean>').trim() === '1';
      case 'nil/':
        return null;
      case 'dateTime.iso8601':
        return this.#dateTime();
      case 'array':
        return this.#array();
      case 'struct':
        return this.#struct();
      case 'struct/':
        return {};
      default:
        throw new MalformedCall(`unknown type <${type}>`);
    }
  }

  #number(type: string, form: RegExp): number {
    const text = this.textUntil(`</${type}>`).trim();
    if (!form.test(text)) throw new MalformedCall(`'${text}' is no <${type}>`);
    return Number(text);
  }

  /** `20261124T12:23:41` as Odoo's text. */
  #dateTime(): string {
    const text = this.textUntil('</dateTime.iso8601>').trim();
    const [, year, month, day, time] = /^(\d{4})-?(\d{2})-?(\d{2})T(\d{2}:\d{2}:\d{2})/.exec(text) ?? [];
    if (time === undefined) throw new MalformedCall(`'${text}' is no date`);
    return `${year}-${month}-${day} ${time}`;
  }

  #array(): WireValue[] {
    const values: WireValue[] = [];
    if (!this.accept('<data/>')) {
      this.expect('<data>');
      while (!this.accept('</data>')) values.push(this.value());
    }
    this.expect('</array>');
    return values;
  }

  #struct(): WireStruct {
    const members: WireStruct = {};
    while (this.accept('<member>')) {
      this.expect('<name>');
      const name = this.textUntil('</name>');
      members[name] = this.value();
      this.expect('</member>');
    }
    this.expect('</struct>');
    return members;
  }

  #skipSpace(): void {
    while (this.#xml.charCodeAt(this.#at) <= SPACE) this.#at += 1;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescapeText(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_whole, hex: string, decimal: string, name: string) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number.parseInt(decimal, 10));
    const character = ENTITIES[name];
    if (character === undefined) throw new MalformedCall(`unknown entity &${name};`);
    return character;
  });
}
