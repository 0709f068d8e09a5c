import { describe, expect, it } from 'vitest';
import { draftOf, inputOf, isKept, usual } from './schedule-draft.ts';

const kept = { everySeconds: 5_400, cron: null, startsAt: null, window: { from: '08:00', until: '22:00' }, paused: true };

describe('draftOf and inputOf', () => {
  it('give back what is kept', () => {
    expect(inputOf(draftOf(kept))).toEqual(kept);
  });

  it('clear what is not of the chosen rhythm', () => {
    const draft = { ...draftOf(kept), rhythm: 'cron' as const, cron: ' 0 3 * * * ' };
    expect(inputOf(draft)).toEqual({ ...kept, everySeconds: null, cron: '0 3 * * *' });
  });

  it('leave nothing of a plan for what is done by hand', () => {
    expect(inputOf({ ...draftOf(kept), rhythm: 'hand' })).toEqual({
      ...{ everySeconds: null, cron: null, startsAt: null, window: null, paused: true },
    });
  });

  it('begin with the usual where nothing is kept', () => {
    expect(draftOf(null)).toEqual({ ...usual, rhythm: 'hand' });
  });
});

describe('isKept', () => {
  it('holds while nothing that counts was changed', () => {
    expect(isKept({ ...draftOf(kept), cron: 'typed, but not chosen' }, kept)).toBe(true);
    expect(isKept({ ...draftOf(kept), paused: false }, kept)).toBe(false);
  });
});
