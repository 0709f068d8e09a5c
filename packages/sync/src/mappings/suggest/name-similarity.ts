import leven from 'leven';

/** Words of fewer letters are equal or they are not: of `kg` and `g` nothing is alike. */
const shortestAlike = 4;
/** A word with one letter in five wrong is taken for the same word. */
const alikeFrom = 0.8;
/** Names whose numbers differ are of different things, be all else the same: `Cola 1 L` and `Cola 2 L`. */
const otherNumbers = 0.4;

/**
 * How much alike two names are, from 0 to 1: the part of their letters that stands in words that both have, spelt nearly the same (Dice's
 * coefficient over words; Levenshtein's distance within one). Case, accents, punctuation and order do not count; a number counts as a whole.
 */
export function nameSimilarity(one: string, other: string): number {
  const a = wordsOf(one);
  const b = wordsOf(other);
  const size = lettersIn(a) + lettersIn(b);
  if (size === 0) return 0;
  const left = [...b];
  let shared = 0;
  for (const word of a) {
    const match = bestMatch(word, left);
    if (match === null) continue;
    left.splice(match.index, 1);
    shared += match.alike * (word.length + match.word.length);
  }
  return (shared / size) * (sameNumbers(a, b) ? 1 : otherNumbers);
}

/** A name's words and numbers, plain: `[P007] Café 1,50L` is `cafe`, `1.5`, `l`. The reference that Odoo puts before a product's name is none of it. */
export function wordsOf(name: string): string[] {
  return wordsAsWritten(name).map((word) => (isNumber(word) ? plainNumber(word) : plainWord(word)));
}

/** The same, each as the name spells it. */
export function wordsAsWritten(name: string): string[] {
  const composed = name.replace(/^\s*\[[^\]]*\]\s*/, '').normalize('NFKC');
  return [...composed.matchAll(/\d+(?:[.,]\d+)?|\p{L}[\p{L}\p{Mn}]*/gu)].map(([word]) => word);
}

/** A word or letter without case and accents. */
export function plainWord(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

export function isNumber(word: string): boolean {
  return /^\d/.test(word);
}

function plainNumber(text: string): string {
  const [whole = '', fraction = ''] = text.split(/[.,]/);
  const digits = fraction.replace(/0+$/, '');
  return whole.replace(/^0+(?=\d)/, '') + (digits === '' ? '' : `.${digits}`);
}

function bestMatch(word: string, candidates: readonly string[]): { index: number; word: string; alike: number } | null {
  let best: { index: number; word: string; alike: number } | null = null;
  for (const [index, candidate] of candidates.entries()) {
    const alike = wordSimilarity(word, candidate);
    if (alike > (best?.alike ?? 0)) best = { index, word: candidate, alike };
  }
  return best;
}

function wordSimilarity(one: string, other: string): number {
  if (one === other) return 1;
  const longest = Math.max(one.length, other.length);
  if (isNumber(one) || isNumber(other) || Math.min(one.length, other.length) < shortestAlike) return 0;
  const alike = 1 - leven(one, other) / longest;
  return alike >= alikeFrom ? alike : 0;
}

function sameNumbers(one: readonly string[], other: readonly string[]): boolean {
  const numbers = (words: readonly string[]) => words.filter(isNumber).sort().join(' ');
  return numbers(one) === numbers(other);
}

function lettersIn(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + word.length, 0);
}
