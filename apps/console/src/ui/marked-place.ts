/** An item of a list by its key, and where it stood. */
export interface Place {
  readonly key: string;
  readonly index: number;
}

/** The place nearest to an index; null in a list of nothing. */
export function placeAt(keys: readonly string[], wanted: number): Place | null {
  const index = Math.max(0, Math.min(wanted, keys.length - 1));
  const key = keys[index];
  return key === undefined ? null : { key, index };
}

/** Where a marked item stands now; where it is gone, the one that came in its place. Null: none is marked. */
export function indexOf(keys: readonly string[], place: Place | null): number | null {
  if (place === null || keys.length === 0) return null;
  const found = keys.indexOf(place.key);
  return found >= 0 ? found : Math.max(0, Math.min(place.index, keys.length - 1));
}
