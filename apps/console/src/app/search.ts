/** What an address says after its `?`. What does not do is left out: an old link still leads to its view. */
type Search = Readonly<Record<string, unknown>>;

/** A text of the address, or nothing. Numbers come as numbers: they are texts here. */
export function textIn(search: Search, name: string): string | undefined {
  const value = search[name];
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** One of some words, or nothing. */
export function oneOfIn<Word extends string>(search: Search, name: string, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === search[name]);
}

/** True, or nothing: what is not said is not so. */
export function flagIn(search: Search, name: string): true | undefined {
  return search[name] === true ? true : undefined;
}

/** Several texts, or nothing. */
export function textsIn(search: Search, name: string): readonly string[] | undefined {
  const value = search[name];
  const texts = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  return texts.length === 0 ? undefined : texts;
}

/** What an address says, without what it does not say: it stays short, and links need not name all. */
export function given<Said extends object>(said: Said): { [Name in keyof Said]?: Said[Name] } {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Said]?: Said[Name];
  };
}
