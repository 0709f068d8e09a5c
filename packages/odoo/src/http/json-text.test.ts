import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ExchangeError } from './exchange-error.ts';
import { jsonTextOf } from './json-text.ts';

async function* pieces(text: string, length: number) {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}
/** The real bound takes long to reach. */
const read = (text: string, length = 1_000) => jsonTextOf({ chunks: pieces(text, length) }, 1_000);
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('JSON is read', () => {
  test.prop([fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 1, max: 30 })])(
    'as it is, wherever it is cut',
    async (value, length) => {
      const text = JSON.stringify(value);
      expect(await read(text, length)).toBe(text);
    },
  );

  it.each([
    ['a hundred levels', nested(100)],
    ['brackets in strings', JSON.stringify(['['.repeat(5_000), '\\"{{{'.repeat(5_000), ','.repeat(5_000)])],
    ['many containers that are closed again', `[${Array.from({ length: 400 }, () => '{}').join(',')}]`],
    ['a thousand values', JSON.stringify(new Array(999).fill(1))],
    ['what is no JSON: the parser says so', '<html>'],
  ])('with %s', async (_case, text) => {
    expect(await read(text, 1)).toBe(text);
  });
});

describe('JSON is refused', () => {
  it.each([
    ['101 levels', nested(101), 'nested too deeply'],
    ['101 levels of both kinds', '[{"a":'.repeat(51), 'nested too deeply'],
    ['levels after a string that ends in a backslash', `["\\\\",${'['.repeat(101)}`, 'nested too deeply'],
    ['a million levels', '['.repeat(1_000_000), 'nested too deeply'],
    ['1,001 values', JSON.stringify(new Array(1_000).fill(1)), 'more than 1000 values'],
    ['1,001 empty containers', `[${'{},'.repeat(600)}`, 'more than 1000 values'],
  ])('with %s', async (_case, text, message) => {
    for (const length of [7, 1_000]) {
      const error: unknown = await read(text, length).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ExchangeError);
      expect(error).toMatchObject({ kind: 'not_odoo', workMayBeDone: true, message: expect.stringContaining(message) });
    }
  });

  it('as soon as it can be known: nothing more is read', async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1;
        yield '['.repeat(60);
      }
    }
    await expect(jsonTextOf({ chunks: endless() })).rejects.toThrow('nested too deeply');
    expect(given).toBe(2);
  });
});
