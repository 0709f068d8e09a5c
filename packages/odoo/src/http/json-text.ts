import { mostValues } from './answer-bounds.ts';
import type { Answer } from './exchange.ts';
import { ExchangeError } from './exchange-error.ts';

/** Deeper than any answer of Odoo. `JSON.parse` itself would spend seconds and gigabytes on megabytes of brackets. */
const maxDepth = 100;

/**
 * Reads all of an answer that should be JSON, and looks at what it will be before it is parsed. Throws `ExchangeError` for more
 * than 100 levels or `maxValues` values as soon as they are there; what the connection throws passes.
 */
export async function jsonTextOf({ chunks }: Pick<Answer, 'chunks'>, maxValues = mostValues): Promise<string> {
  const see = watchJson(maxValues);
  let text = '';
  for await (const chunk of chunks) {
    see(chunk);
    text += chunk;
  }
  return text;
}

const quote = '"'.charCodeAt(0);
const backslash = '\\'.charCodeAt(0);
const comma = ','.charCodeAt(0);
const openings: ReadonlySet<number> = new Set(['[', '{'].map((character) => character.charCodeAt(0)));
const closings: ReadonlySet<number> = new Set([']', '}'].map((character) => character.charCodeAt(0)));

/** Counts levels and values in JSON that comes in pieces, which may be cut anywhere; whether it is well-formed is the parser's to say. */
function watchJson(maxValues: number): (chunk: string) => void {
  let isString = false;
  let isEscaped = false;
  let depth = 0;
  // A value has an opening or a comma before it, but for the one that is all.
  let values = 1;
  return (chunk) => {
    for (let index = 0; index < chunk.length; index += 1) {
      const code = chunk.charCodeAt(index);
      if (isString) {
        if (isEscaped) isEscaped = false;
        else if (code === backslash) isEscaped = true;
        else if (code === quote) isString = false;
      } else if (code === quote) {
        isString = true;
      } else if (openings.has(code)) {
        depth += 1;
        values += 1;
        if (depth > maxDepth) throw new ExchangeError('not_odoo', 'the answer is nested too deeply.', true);
      } else if (code === comma) {
        values += 1;
      } else if (closings.has(code)) {
        depth -= 1;
      }
    }
    if (values > maxValues) throw new ExchangeError('not_odoo', `the answer holds more than ${maxValues} values.`, true);
  };
}
