/** Counts what is under way, by whose it is. */
export interface UnderWay {
  of(owner: string): number;
  /** One more of it; gives what ends it, once. */
  enter(owner: string): () => void;
}

export function createUnderWay(): UnderWay {
  const counts = new Map<string, number>();
  const of = (owner: string) => counts.get(owner) ?? 0;
  return {
    of,
    enter(owner) {
      counts.set(owner, of(owner) + 1);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        const left = of(owner) - 1;
        if (left > 0) counts.set(owner, left);
        else counts.delete(owner);
      };
    },
  };
}
