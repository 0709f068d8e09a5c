import type { Place } from './move-in-grid.ts';

/** The cell of the map that an event happened in; null outside of them. */
export function cellOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null;
}

/** Where the cell of an event stands; null outside of them. */
export function placeOf(target: EventTarget | null): Place | null {
  const [row, column] = cellOf(target)?.dataset['place']?.split(':').map(Number) ?? [];
  return row === undefined || column === undefined ? null : { row, column };
}
