import { describe, expect, it } from 'vitest';
import { shapeDifference } from './answer-shape.ts';
import { readDirective } from './directive.ts';
import { type Block, parsePage } from './page.ts';
import { answerDifference } from './printed-answer.ts';
import { parseTrouble } from './shell.ts';

const fence = '```';
const shown = (language: string, text: string): Block => ({ language, text, line: 1, directive: { kind: 'answer' } });

describe('a page', () => {
  it('is read with its blocks, what is said of them, and the anchors that GitHub gives', () => {
    const text = `# Who may: a *test*\n\n## Keys\n\n<!-- docs: exits 22 -->\n\n${fence}sh\n# no heading\nfalse\n${fence}\n\n## Keys\n\nSee [it](x.md#y) and \`that\`.\n`;
    const { blocks, anchors, links, codes } = parsePage('a.md', text);
    expect(blocks).toEqual([{ language: 'sh', text: '# no heading\nfalse', line: 7, directive: { kind: 'exits', code: 22 } }]);
    expect([...anchors]).toEqual(['who-may-a-test', 'keys', 'keys-1']);
    expect(links).toEqual([{ target: 'x.md#y', line: 14 }]);
    expect(codes).toEqual([{ text: 'that', line: 14 }]);
  });

  it.each([
    ['a fence that nobody closes', `${fence}sh\ntrue\n`, 'a.md:1: the fence is not closed'],
    ['a directive before prose', '<!-- docs: answer -->\n\nProse.\n', 'a.md:1: the directive stands before no block'],
    ['a directive that nobody knows', '<!-- docs: skip -->\n', 'a.md:1: “docs: skip” is no directive'],
    ['a block that is left out without a reason', '<!-- docs: not run: -->\n', 'is no directive'],
  ])('with %s is refused', (_, text, message) => {
    expect(() => parsePage('a.md', text)).toThrow(message);
  });

  it.each(['not run: no Docker', 'instead odoo: yours', 'background until api started', 'exits 1', 'answer', 'run'])(
    'may say “%s”',
    (text) => {
      expect(readDirective(text, 'here').kind).toBeTruthy();
    },
  );
});

describe('an answer of JSON', () => {
  it.each([
    ['ids, moments, sums and numbers of the same kind', { id: '0190163d-8694-739b-aea5-966c26f8ad91', n: 1, sum: '1.00' }],
    ['a part of what there is', { n: 2 }],
    ['the beginning of a list', { list: [{ kind: 'missing' }] }],
    ['anything', { n: '...' }],
  ])('may show %s', (_, shape) => {
    const answered = {
      id: '01a22864-abfc-7055-a64e-10a75158db4f',
      n: 7,
      sum: '12.50',
      list: [{ kind: 'missing' }, { kind: 'x' }],
    };
    expect(shapeDifference(shape, answered)).toBeNull();
  });

  it.each([
    [{ status: 'failed' }, 'the answer.status is “succeeded”, and shown as “failed”'],
    [{ state: 'succeeded' }, 'the answer has no “state”'],
    [{ items: [1, 2] }, 'the answer.items has no member 1'],
    [{ items: {} }, 'the answer.items is no object'],
    [{ error: 'a text of its own' }, 'the answer.error is null, and shown as a text'],
    [{ ok: true }, 'the answer.ok is false, and shown as true'],
    [{ total: 12.5 }, 'the answer.total is a sum, and shown as a number'],
  ])('may not show %j', (shape, difference) => {
    const answered = { status: 'succeeded', items: [1], error: null, ok: false, total: '12.50' };
    expect(shapeDifference(shape, answered)).toBe(difference);
  });

  it('is the whole of what was printed, or its last line', () => {
    expect(answerDifference(shown('json', '{"b":1}'), '{\n  "b": 2\n}\n')).toBeNull();
    expect(answerDifference(shown('json', '{"b":1}'), '{"a":1}\n{"b":2}\n')).toBeNull();
    expect(answerDifference(shown('json', '{"b":1}'), 'no JSON')).toContain('no JSON');
  });
});

describe('an answer of text', () => {
  it('has its lines in order, numbers and dots for anything', () => {
    const printed = 'begin\nrun 17 began\n12 orders: 3 failed.\nend\n';
    expect(answerDifference(shown('text', 'run 1 began\n...\n99 orders: ...'), printed)).toBeNull();
    expect(answerDifference(shown('text', '99 orders: ...\nrun 1 began'), printed)).toContain('no line is like “run 1 began”');
    expect(answerDifference(shown('text', 'end of it'), printed)).toContain('no line is like');
  });
});

it('what is not run is parsed all the same', async () => {
  expect(await parseTrouble('rm --no-such-option "$HOME" | docker compose up')).toBeNull();
  expect(await parseTrouble('if true; then echo')).toContain('syntax error');
});
