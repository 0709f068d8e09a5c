import { describe, expect, it } from 'vitest';
import { nameSimilarity, wordsOf } from './name-similarity.ts';

describe('the words of a name', () => {
  it.each([
    ['[P007] Café 1,50L', ['cafe', '1.5', 'l']],
    ['Cola 100', ['cola', '100']],
    ['Cola 1.0 l', ['cola', '1', 'l']],
    ['Article 007', ['article', '7']],
    ['VAT 0 %', ['vat', '0']],
    ['', []],
  ])('%s: %s', (name, words) => expect(wordsOf(name)).toEqual(words));
});

describe('how much alike two names are', () => {
  it.each([
    ['Local honey', '[HONEY] LOCAL  Honey'],
    ['Café crème', 'cafe creme'],
    ['Honey, local', 'Local honey'],
    ['Cola 1,5 L', 'Cola 1.50L'],
  ])('%s and %s are the same', (one, other) => expect(nameSimilarity(one, other)).toBe(1));

  it.each([
    ['Cola 1 L', 'Cola 2 L'],
    ['Article 191', 'Article 190'],
    ['VAT 20%', 'VAT 10%'],
  ])('%s and %s are different things', (one, other) => expect(nameSimilarity(one, other)).toBeLessThan(0.5));

  it.each([
    ['Mozarella di bufala', 'Mozzarella di bufala'],
    ['Strawberry yoghurt 500 g', 'Strawberry yogurt 500 g'],
  ])('%s is %s misspelt', (one, other) => {
    expect(nameSimilarity(one, other)).toBeGreaterThan(0.9);
    expect(nameSimilarity(one, other)).toBeLessThan(1);
  });

  it('is the same both ways, and nothing without words', () => {
    expect(nameSimilarity('Local honey 500 g', 'Honey')).toBeCloseTo(nameSimilarity('Honey', 'Local honey 500 g'), 10);
    expect(nameSimilarity('Honey', 'Bread')).toBe(0);
    expect(nameSimilarity('---', '')).toBe(0);
  });
});
