import { stripVTControlCharacters, styleText } from 'node:util';
import { describe, expect, it } from 'vitest';
import { drawTable } from './table.ts';

const paint = (_: unknown, text: string) => text;
const widths = (drawn: string) =>
  new Set(
    stripVTControlCharacters(drawn)
      .split('\n')
      .map((line) => [...line].length),
  );

describe('drawTable', () => {
  it('rules the totals off', () => {
    const drawn = drawTable(
      { columns: 80, paint },
      [{ head: 'a' }, { head: 'n', align: 'right' }],
      [
        ['x', '1'],
        ['y', '22'],
      ],
      [['all', '23']],
    );
    expect(drawn.split('\n')).toEqual([
      '┌─────┬────┐',
      '│ a   │  n │',
      '├─────┼────┤',
      '│ x   │  1 │',
      '│ y   │ 22 │',
      '├─────┼────┤',
      '│ all │ 23 │',
      '└─────┴────┘',
    ]);
  });

  it('wraps the elastic columns into the width that is left, and colours do not count', () => {
    const red = styleText('red', 'error', { validateStream: false });
    const text = 'many words that do not fit in one line of a narrow terminal';
    const columns = [{ head: '' }, { head: 'what', isElastic: true }, { head: 'to do', isElastic: true }];
    const drawn = drawTable({ columns: 60, paint }, columns, [[red, text, 'short']]);
    expect(Math.max(...widths(drawn))).toBeLessThanOrEqual(60);
    expect(widths(drawn).size).toBe(1);
    expect(stripVTControlCharacters(drawn).replace(/[│\s]+/g, ' ')).toContain('error');
    for (const word of text.split(' ')) expect(drawn).toContain(word);
  });
});
