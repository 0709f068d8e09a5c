import { describe, expect, it } from 'vitest';
import { changesOf } from './edits.ts';

describe('changesOf', () => {
  const known = { name: 'Ghent', limit: null as string | null, tills: [1, 2] };

  it('tells only what differs from what is known', () => {
    expect(changesOf(known, { name: 'Ghent', limit: '0.05' })).toEqual({ limit: '0.05' });
  });

  it('takes back what was changed and changed back', () => {
    expect(changesOf(known, { limit: null, tills: [1, 2] })).toEqual({});
  });

  it('sees what lists hold, and their order', () => {
    expect(changesOf(known, { tills: [2, 1] })).toEqual({ tills: [2, 1] });
  });
});
