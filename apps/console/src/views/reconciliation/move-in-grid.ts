export interface Place {
  readonly row: number;
  readonly column: number;
}

/** So many rows and columns there are. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

const rowsOfAPage = 10;

/** Where a key leads from a cell of a grid, as the ARIA practices have it; null: the key does nothing here. */
export function moveInGrid(key: string, isCtrl: boolean, { row, column }: Place, { rows, columns }: Extent): Place | null {
  const at = (nextRow: number, nextColumn: number): Place => ({
    row: Math.min(rows - 1, Math.max(0, nextRow)),
    column: Math.min(columns - 1, Math.max(0, nextColumn)),
  });
  switch (key) {
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'PageUp':
      return at(row - rowsOfAPage, column);
    case 'PageDown':
      return at(row + rowsOfAPage, column);
    case 'Home':
      return at(isCtrl ? 0 : row, 0);
    case 'End':
      return at(isCtrl ? rows - 1 : row, columns - 1);
    default:
      return null;
  }
}
