/** The rows of a CSV file, by the names of its columns. */
export function rowsOf(csv: string): Record<string, string>[] {
  const lines: string[][] = [[]];
  for (const [, cell = '', end] of csv.slice('\uFEFF'.length).matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g)) {
    lines.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end !== ',') lines.push([]);
  }
  const [head = [], ...rows] = lines.slice(0, -1);
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [head[index], cell])));
}
