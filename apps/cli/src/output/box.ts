import { stripVTControlCharacters } from 'node:util';

/** Puts a frame around lines, coloured ones too. */
export function drawBox(lines: readonly string[]): string {
  const width = Math.max(...lines.map(widthOf));
  const framed = lines.map((line) => `│  ${line}${' '.repeat(width - widthOf(line))}  │`);
  return [`╭${'─'.repeat(width + 4)}╮`, ...framed, `╰${'─'.repeat(width + 4)}╯`].join('\n');
}

function widthOf(line: string): number {
  return [...stripVTControlCharacters(line)].length;
}
