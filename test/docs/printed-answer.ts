import { shapeDifference } from './answer-shape.ts';
import type { Block } from './page.ts';

/** Where what a command printed is not what the page shows after it, in words; null where it is. Throws for a block that is neither JSON nor text. */
export function answerDifference(shown: Block, printed: string): string | null {
  if (shown.language === 'json') return jsonDifference(shown.text, printed);
  if (shown.language === 'text') return textDifference(shown.text, printed);
  throw new Error(`An answer is shown as json or text, not as “${shown.language}”.`);
}

function jsonDifference(shown: string, printed: string): string | null {
  const last = printed.trimEnd().split('\n').at(-1) ?? '';
  const answered = parsed(printed) ?? parsed(last);
  if (answered === undefined) return `what was printed is no JSON: ${printed.slice(-500)}`;
  return shapeDifference(JSON.parse(shown), answered);
}

/** Each line of the page must be printed, in this order; others may stand between them. `...` in a line stands for anything, and so does a number. */
function textDifference(shown: string, printed: string): string | null {
  const lines = printed.split('\n');
  let from = 0;
  for (const line of shown.split('\n').filter((one) => one.trim() !== '' && one.trim() !== '...')) {
    const found = lines.findIndex((one, index) => index >= from && formOf(line).test(one));
    if (found === -1) return `no line is like “${line.trim()}”; printed was:\n${printed.slice(-2_000)}`;
    from = found + 1;
  }
  return null;
}

function formOf(line: string): RegExp {
  const parts = line
    .trim()
    .split('...')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\d+/g, '\\d+'));
  return new RegExp(`^\\s*${parts.join('.*').replace(/\s+/g, '\\s+')}\\s*$`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
