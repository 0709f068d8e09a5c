import type { z } from 'zod';

/** A check for lists: names every entry whose key an earlier entry has. */
export const eachOnce =
  <Entry>(keyOf: (entry: Entry) => string, field: string) =>
  (entries: readonly Entry[], issues: z.RefinementCtx): void => {
    const seen = new Set<string>();
    for (const [index, entry] of entries.entries()) {
      const key = keyOf(entry);
      if (seen.has(key)) issues.addIssue({ code: 'custom', path: [index, field], message: 'is in the list already' });
      seen.add(key);
    }
  };
