import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createNeedles } from './needles.ts';

const needle = fc.string({ minLength: 8, maxLength: 20, unit: 'binary' });
/** Few letters, so that needles repeat and overlap themselves and each other. */
const letters = (minLength: number, maxLength: number) => fc.string({ minLength, maxLength, unit: fc.constantFrom('a', 'b') });

/** The plain way: every place of every needle, then the stretches that they cover. */
function replacedPlainly(needles: readonly string[], text: string): string {
  const covered = Array.from(text, () => false);
  const begins = new Set<number>();
  for (let at = 0; at < text.length; at++) {
    for (const one of needles) {
      if (!text.startsWith(one, at)) continue;
      begins.add(at);
      covered.fill(true, at, at + one.length);
    }
  }
  return [...text].map((letter, at) => (covered[at] ? (covered[at - 1] ? '' : '#') : letter)).join('');
}

describe('needles', () => {
  test.prop([fc.array(needle, { maxLength: 20 }), needle, fc.string(), fc.string()])(
    'are found wherever they stand',
    (others, wanted, before, after) => {
      const needles = createNeedles();
      for (const one of [...others, wanted]) needles.add(one);
      expect(needles.replaceIn(`${before}${wanted}${after}`, '')).not.toContain(wanted);
    },
  );

  test.prop([fc.array(letters(8, 10), { maxLength: 6 }), letters(0, 60)], { numRuns: 500 })(
    'that overlap or touch are one stretch, and nothing else is replaced',
    (all, text) => {
      const needles = createNeedles();
      for (const one of all) needles.add(one);
      expect(needles.replaceIn(text, '#')).toBe(replacedPlainly(all, text));
    },
  );

  test.prop([fc.array(letters(8, 9), { minLength: 1, maxLength: 8 }), letters(20, 60)])(
    'are gone once they were taken out as often as they were added',
    (all, text) => {
      const needles = createNeedles();
      for (const one of all) needles.add(one);
      for (const one of all.slice(1)) needles.remove(one);
      expect(needles.replaceIn(text, '#')).toBe(replacedPlainly(all.slice(0, 1), text));
      needles.remove(all[0] ?? '');
      expect(needles.replaceIn(text, '#')).toBe(text);
    },
  );

  it('are too short with less than eight characters', () => {
    expect(() => createNeedles().add('1234567')).toThrow(RangeError);
  });

  it('that are not there change nothing when they are taken out', () => {
    const needles = createNeedles();
    needles.add('a needle of ours');
    needles.remove('a needle of theirs');
    expect(needles.replaceIn('here is a needle of ours', '#')).toBe('here is #');
  });
});
