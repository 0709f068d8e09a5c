import { useRef, useState } from 'react';
import { indexOf, type Place, placeAt } from './marked-place.ts';

/** Where the mark was, by the list's name: who comes back to a list goes on there. */
const places = new Map<string, Place>();

/**
 * The one of a list that keys act on. It goes with the focus; where what it was on is gone, it is on what came in its place. `of` gives what makes
 * an element take part: it is what has the focus when its item is marked.
 */
export function useMark(list: string, keys: readonly string[]) {
  const [place, setPlace] = useState(() => places.get(list) ?? null);
  const elements = useRef(new Map<string, HTMLElement>());
  const index = indexOf(keys, place);

  const put = (next: Place) => {
    places.set(list, next);
    setPlace(next);
  };
  const move = (step: 1 | -1) => {
    const next = placeAt(keys, index === null ? 0 : index + step);
    if (next === null) return;
    put(next);
    elements.current.get(next.key)?.focus();
  };

  return {
    /** The key of the marked one; null: none is. */
    marked: index === null ? null : (keys[index] ?? null),
    move,
    of: (key: string) => ({
      ref: (element: HTMLElement | null) => {
        if (element === null) elements.current.delete(key);
        else elements.current.set(key, element);
      },
      onFocus: () => put({ key, index: keys.indexOf(key) }),
    }),
  };
}
