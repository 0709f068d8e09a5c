import { describe, expect, it } from 'vitest';
import { moveInGrid } from './move-in-grid.ts';

const extent = { rows: 25, columns: 36 };
const from = { row: 12, column: 20 };
const move = (key: string, isCtrl = false, place = from) => moveInGrid(key, isCtrl, place, extent);

describe('keys in a grid', () => {
  it('move by a cell', () => {
    expect(move('ArrowLeft')).toEqual({ row: 12, column: 19 });
    expect(move('ArrowRight')).toEqual({ row: 12, column: 21 });
    expect(move('ArrowUp')).toEqual({ row: 11, column: 20 });
    expect(move('ArrowDown')).toEqual({ row: 13, column: 20 });
  });

  it('move by a page, to the ends of a row, and with Ctrl to the corners', () => {
    expect(move('PageDown')).toEqual({ row: 22, column: 20 });
    expect(move('PageUp')).toEqual({ row: 2, column: 20 });
    expect(move('Home')).toEqual({ row: 12, column: 0 });
    expect(move('End')).toEqual({ row: 12, column: 35 });
    expect(move('Home', true)).toEqual({ row: 0, column: 0 });
    expect(move('End', true)).toEqual({ row: 24, column: 35 });
  });

  it('stop at the edges', () => {
    expect(move('ArrowLeft', false, { row: 0, column: 0 })).toEqual({ row: 0, column: 0 });
    expect(move('ArrowDown', false, { row: 24, column: 35 })).toEqual({ row: 24, column: 35 });
    expect(move('PageDown', false, { row: 20, column: 3 })).toEqual({ row: 24, column: 3 });
  });

  it('that are of no use here are left to others', () => {
    expect(move('Enter')).toBeNull();
    expect(move('a')).toBeNull();
  });
});
