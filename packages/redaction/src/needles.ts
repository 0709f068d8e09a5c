/** Texts to be found in others, all of them in one pass. */
export interface Needles {
  /** Adds a text of at least `windowLength` characters; one that was added twice has to be taken out twice. */
  add(needle: string): void;
  remove(needle: string): void;
  /** The text with each stretch that needles cover, side by side or overlapping, replaced once. */
  replaceIn(text: string, by: string): string;
}

/** So many characters at the beginning of a needle are looked for. */
export const windowLength = 8;

const base = 0x01000193;
const highest = Array.from({ length: windowLength - 1 }).reduce<number>((power) => Math.imul(power, base), 1);
const buckets = 1 << 16;

/**
 * A set of needles after Rabin and Karp: a hash rolls over the text, and only where it is that of a needle's beginning is anything compared. How many
 * needles there are hardly matters to what a text costs.
 */
export function createNeedles(): Needles {
  /** How often each needle was added, the longest of those with the same beginning first. */
  const byHash = new Map<number, Map<string, number>>();
  /** How many hashes of `byHash` fall into a bucket: most of a text is passed by with a look in here. */
  const filled = new Uint16Array(buckets);

  return {
    add(needle) {
      if (needle.length < windowLength) throw new RangeError(`A needle has ${windowLength} characters or more.`);
      const hash = hashOf(needle);
      const known = byHash.get(hash);
      if (known === undefined) filled[bucketOf(hash)] = (filled[bucketOf(hash)] ?? 0) + 1;
      const all = new Map(known).set(needle, (known?.get(needle) ?? 0) + 1);
      byHash.set(hash, new Map([...all].sort(([one], [other]) => other.length - one.length)));
    },

    remove(needle) {
      const hash = hashOf(needle);
      const known = byHash.get(hash);
      const count = known?.get(needle);
      if (known === undefined || count === undefined) return;
      if (count > 1) known.set(needle, count - 1);
      else known.delete(needle);
      if (known.size > 0) return;
      byHash.delete(hash);
      filled[bucketOf(hash)] = (filled[bucketOf(hash)] ?? 1) - 1;
    },

    replaceIn(text, by) {
      if (byHash.size === 0 || text.length < windowLength) return text;
      let result = '';
      /** Up to where the text is in the result. */
      let done = 0;
      let from = -1;
      let to = -1;
      let hash = hashOf(text);
      for (let at = 0; ; at++) {
        if (filled[bucketOf(hash)] !== 0) {
          const length = lengthAt(text, at, byHash.get(hash));
          if (length > 0) {
            if (at > to) {
              if (from >= 0) result += text.slice(done, from) + by;
              if (from >= 0) done = to;
              from = at;
            }
            to = Math.max(to, at + length);
          }
        }
        const next = at + windowLength;
        if (next >= text.length) break;
        hash = (Math.imul(hash - Math.imul(text.charCodeAt(at), highest), base) + text.charCodeAt(next)) | 0;
      }
      return from < 0 ? text : result + text.slice(done, from) + by + text.slice(to);
    },
  };
}

function lengthAt(text: string, at: number, needles: ReadonlyMap<string, number> | undefined): number {
  for (const needle of needles?.keys() ?? []) if (text.startsWith(needle, at)) return needle.length;
  return 0;
}

function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < windowLength; at++) hash = (Math.imul(hash, base) + text.charCodeAt(at)) | 0;
  return hash;
}

function bucketOf(hash: number): number {
  return (hash ^ (hash >>> 16)) & (buckets - 1);
}
