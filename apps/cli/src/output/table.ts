import { stripVTControlCharacters } from 'node:util';
import CliTable from 'cli-table3';
import type { Terminal } from './terminal.ts';

export interface Column {
  /** May be broken over lines by `\n`. */
  readonly head: string;
  readonly align?: 'left' | 'right';
  /** Wraps words in its share of what the other columns leave of the terminal's width. */
  readonly isElastic?: boolean;
}

type Row = readonly string[];

const leastElasticWidth = 18;
const padding = 2;

/** Draws a table. `footer` rows (totals) are one line each and stand under a rule of their own. */
export function drawTable(
  terminal: Pick<Terminal, 'columns' | 'paint'>,
  columns: readonly Column[],
  rows: readonly Row[],
  footer: readonly Row[] = [],
): string {
  const table = new CliTable({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    colWidths: widthsOf(terminal.columns, columns, [...rows, ...footer]),
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  table.push(...[...rows, ...footer].map((row) => [...row]));
  const lines = table.toString().split('\n');
  const rule = lines.find((line) => line.startsWith('├'));
  if (footer.length > 0 && rule !== undefined) lines.splice(lines.length - 1 - footer.length, 0, rule);
  return lines.join('\n');
}

/** Fixed columns are as wide as their widest cell; the elastic ones share the rest, by need where there is enough. */
function widthsOf(total: number, columns: readonly Column[], rows: readonly Row[]): number[] {
  const needs = columns.map(({ head }, at) => padding + Math.max(widthOf(head), ...rows.map((row) => widthOf(row[at] ?? ''))));
  const borders = columns.length + 1;
  const fixed = needs.reduce((sum, need, at) => (columns[at]?.isElastic ? sum : sum + need), 0);
  let left = total - borders - fixed;
  let sharers = columns.filter(({ isElastic }) => isElastic).length;
  const widths = [...needs];
  const elasticByNeed = needs.map((need, at) => ({ need, at })).filter(({ at }) => columns[at]?.isElastic);
  for (const { need, at } of elasticByNeed.sort((a, b) => a.need - b.need)) {
    const width = Math.max(leastElasticWidth, Math.min(need, Math.floor(left / sharers)));
    widths[at] = width;
    left -= width;
    sharers -= 1;
  }
  return widths;
}

/** Columns that a cell's longest line takes on the screen. */
function widthOf(cell: string): number {
  return Math.max(
    ...stripVTControlCharacters(cell)
      .split('\n')
      .map((line) => [...line].length),
  );
}
