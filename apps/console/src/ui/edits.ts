import { useState } from 'react';

/** What of some values is not as it is known. Values are compared by what they hold. */
export function changesOf<Values extends object>(known: Values, edits: Partial<Values>): Partial<Values> {
  const names = Object.keys(edits) as (keyof Values)[];
  const changed = names.filter((name) => JSON.stringify(edits[name]) !== JSON.stringify(known[name]));
  return Object.fromEntries(changed.map((name) => [name, edits[name]])) as Partial<Values>;
}

/**
 * What somebody changes in a form, over what is known: fields that they have not touched follow what others change meanwhile. `changes` is what
 * there is to save.
 */
export function useEdits<Values extends object>(known: Values) {
  const [edits, setEdits] = useState<Partial<Values>>({});
  const changes = changesOf(known, edits);
  return {
    values: { ...known, ...changes } as Values,
    changes,
    isChanged: Object.keys(changes).length > 0,
    set: (change: Partial<Values>) => setEdits((before) => ({ ...before, ...change })),
    clear: () => setEdits({}),
  };
}
