import { describe, expect, it } from 'vitest';
import { flagIn, given, oneOfIn, read, textIn, textsIn } from './search.ts';

describe('what an address says', () => {
  it('is read as what it is meant to be, or as nothing', () => {
    expect(textIn({ q: 'harbour' }, 'q')).toBe('harbour');
    expect(textIn({ q: 2024 }, 'q')).toBe('2024');
    for (const q of ['', null, { a: 1 }, ['harbour'], true, undefined]) expect(textIn({ q }, 'q')).toBeUndefined();
    expect(oneOfIn({ state: 'paused' }, 'state', ['paused', 'behind'])).toBe('paused');
    expect(oneOfIn({ state: 'asleep' }, 'state', ['paused', 'behind'])).toBeUndefined();
    expect(flagIn({ all: true }, 'all')).toBe(true);
    expect(flagIn({ all: 'true' }, 'all')).toBeUndefined();
  });

  it('may be one text where several may stand', () => {
    expect(textsIn({ branches: ['b1', 7, 'b2'] }, 'branches')).toEqual(['b1', 'b2']);
    expect(textsIn({ branches: 'b1' }, 'branches')).toEqual(['b1']);
    for (const branches of ['', [], {}, 7]) expect(textsIn({ branches }, 'branches')).toBeUndefined();
  });

  it('is covered where it does not do: the router lays what was read over it', () => {
    const address = { q: { a: 1 }, state: 'paused' };
    expect({ ...address, ...read({ q: textIn(address, 'q'), state: 'paused' }) }).toEqual({ q: undefined, state: 'paused' });
    expect(Object.keys(given({ q: undefined, state: 'paused' }))).toEqual(['state']);
  });
});
