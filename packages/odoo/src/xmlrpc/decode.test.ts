import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { decode, readByXmlrpc, xmlFaultOf, xmlOf } from '../testing/xmlrpc-codec.ts';

/** Text that XML can hold; a bare carriage return is one line feed to every parser, so it is left to the encoder's test. */
const xmlText = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\p{Cc}\ufffe\uffff]/gu, ' '));

const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    xmlText,
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Number.isInteger(number)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(
      xmlText.filter((name) => name !== '' && name !== '__proto__'),
      tie('value'),
      { maxKeys: 5 },
    ),
  ),
}));

/** One value in the ways that servers write it: with white space between elements, as CDATA, with entities, without a type. */
const anyDocument = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<value>untyped &amp; &lt;escaped&gt; &#233;&#x1F600;</value>',
        '<value></value>',
        '<value/>',
        '<value>  </value>',
        '<value><string/></value>',
        '<value><string><![CDATA[<b>&amp;</b>]]></string></value>',
        '<value><string>one<!-- a comment -->two</string></value>',
        '<value><i4>-17</i4></value>',
        '<value><int>+5</int></value>',
        '<value><double>1e-07</double></value>',
        '<value><double>-12.</double></value>',
        '<value><nil/></value>',
        '<value>\n <array>\n <data>\n </data>\n </array>\n </value>',
        '<value>\n <struct>\n </struct>\n </value>',
        '<value><struct>\n<member>\n<name>a &amp; b</name>\n<value>\n<boolean>1</boolean>\n</value>\n</member>\n</struct></value>',
      ),
      xmlText.map((text) => `<value>${text.replace(/[<>&]/g, '')}</value>`),
    ),
    { maxLength: 8 },
  )
  .map(
    (values) =>
      `<?xml version="1.0"?>\n<methodResponse>\n<params>\n<param>\n<value><array><data>\n${values.join('\n')}\n</data></array></value>\n</param>\n</params>\n</methodResponse>\n`,
  );

const anyLengths = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 20 });

describe('an answer is read as xmlrpc reads it', () => {
  test.prop([anyValue, anyLengths])(
    'for all that its serializer writes, wherever the network cuts it',
    async (value, lengths) => {
      const xml = xmlOf(value);
      expect(decode(xml, lengths)).toEqual({ kind: 'value', value: await readByXmlrpc(xml) });
    },
  );

  test.prop([anyDocument, anyLengths])('for what other servers write', async (xml, lengths) => {
    expect(decode(xml, lengths)).toEqual({ kind: 'value', value: await readByXmlrpc(xml) });
  });
});

const inParam = (value: string) => `<methodResponse><params><param>${value}</param></params></methodResponse>`;
const decodedValue = (value: string) => {
  const answer = decode(inParam(value));
  return answer.kind === 'value' ? answer.value : answer;
};

describe('where xmlrpc is wrong', () => {
  it.each([
    ['<value><i8>9007199254740991</i8></value>', 9007199254740991],
    ['<value><int>3000000000</int></value>', 3000000000],
    ['<value><dateTime.iso8601>20261120T10:00:00</dateTime.iso8601></value>', '20261120T10:00:00'],
    ['<value><base64>aGVsbG8=</base64></value>', 'aGVsbG8='],
    ['<value><double>9.852941176470587</double></value>', 9.852941176470587],
  ])('%s is read exactly', (xml, value) => {
    expect(decodedValue(xml)).toBe(value);
  });

  it('a member called __proto__ is a member', () => {
    const value = decodedValue(
      '<value><struct><member><name>__proto__</name><value><int>1</int></value></member></struct></value>',
    );
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(Object.entries(value as object)).toEqual([['__proto__', 1]]);
  });
});

describe('a fault', () => {
  it('gives its code and text', () => {
    expect(decode(xmlFaultOf(2, 'No <b> & no'))).toEqual({ kind: 'fault', code: 2, text: 'No <b> & no' });
  });

  it('without a number for a code is none', () => {
    const struct = `<value><struct><member><name>faultCode</name><value>warning</value></member>
      <member><name>faultString</name><value>x</value></member></struct></value>`;
    expect(() => decode(`<methodResponse><fault>${struct}</fault></methodResponse>`)).toThrow('lacks its code');
  });
});

const nested = (depth: number) => `${'<value><array><data>'.repeat(depth)}${'</data></array></value>'.repeat(depth)}`;

describe('what is no answer is refused', () => {
  it.each([
    ['nothing', '', 'well-formed'],
    ['a page', '<!DOCTYPE html><html></html>', 'document type'],
    ['a page without a type', '<html><body>x</body></html>', 'out of place'],
    ['a half', '<methodResponse><params><param><value><int>5', 'ended in the middle'],
    ['an end too early', '<methodResponse><params><param><value><int>5</int></value>', 'ended in the middle'],
    ['no value', '<methodResponse><params></params></methodResponse>', 'no value'],
    ['two values', inParam('<value>1</value><value>2</value>'), 'two values'],
    ['two types in one value', inParam('<value><int>1</int><int>2</int></value>'), 'two values'],
    ['a type outside of a value', inParam('<int>1</int>'), 'out of place'],
    ['an unknown type', inParam('<value><decimal>1</decimal></value>'), 'out of place'],
    ['a member without a name', inParam('<value><struct><member><value>1</value></member></struct></value>'), 'without a name'],
    ['an entity of its own', `<!DOCTYPE x [<!ENTITY e "eee">]>${inParam('<value>&e;</value>')}`, 'document type'],
    ['an unknown entity', inParam('<value>&e;</value>'), 'well-formed'],
    ['an integer beyond 2^53', inParam('<value><i8>9007199254740993</i8></value>'), 'too large'],
    ['an integer that is none', inParam('<value><int>0x10</int></value>'), 'an integer is none'],
    ['an empty integer', inParam('<value><int/></value>'), 'an integer is none'],
    ['a double that is none', inParam('<value><double>nan</double></value>'), 'no finite number'],
    ['a boolean that is none', inParam('<value><boolean>yes</boolean></value>'), 'neither 0 nor 1'],
    ['65 levels', inParam(nested(65)), 'too deeply'],
  ])('%s', (_case, xml, message) => {
    expect(() => decode(xml)).toThrow(message);
  });

  it.each(['<canary>', inParam('<value><int>canary</int></value>'), inParam('<value>&canary;</value>'), 'canary'])(
    'and the message does not quote %s',
    (xml) => {
      let message = '';
      try {
        decode(xml);
      } catch (error) {
        message = String(error);
      }
      expect(message).toContain('XmlRpcDecodeError');
      expect(message).not.toContain('canary');
    },
  );

  it('but 64 levels are read', () => {
    expect(() => decode(inParam(nested(64)))).not.toThrow();
  });
});
