/** So many places, for those who come first. */
export interface Places {
  /** Settles with a place. */
  take(): Promise<void>;
  giveBack(): void;
}

/** Makes places, all of them free. */
export function createPlaces(count: number): Places {
  const waiting: (() => void)[] = [];
  let free = count;
  return {
    async take() {
      if (free === 0) return new Promise((resolve) => waiting.push(resolve));
      free -= 1;
    },
    giveBack() {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}
