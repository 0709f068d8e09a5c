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

/** A day, as `2026-07-31`, or nothing. */
export function dayIn(search: Search, name: string): string | undefined {
  const text = textIn(search, name);
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

/** True, or nothing: what is not said is not so. */
export function flagIn(search: Search, name: string): true | undefined {
  return search[name] === true ? true : undefined;
}

/** Several texts, or nothing; one alone may stand there as it is. */
export function textsIn(search: Search, name: string): readonly string[] | undefined {
  const value = search[name];
  const texts = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string' && one !== '');
  return texts.length === 0 ? undefined : texts;
}

type Given<Said> = { [Name in keyof Said]?: Said[Name] };

/**
 * What a view reads of its address. What does not do stays in it as undefined: the router lays what was read over what the address says,
 * and a name that were left out would let through what stands there.
 */
export function read<Said extends object>(said: Said): Given<Said> {
  return said;
}

/** What an address is to say, without what it does not say: it stays short, and links need not name all. */
export function given<Said extends object>(said: Said): Given<Said> {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Given<Said>;
}

/** Whether an address says anything that its view reads: that a list is narrowed. */
export function isNarrowed(search: object): boolean {
  return Object.values(search).some((value) => value !== undefined);
}
