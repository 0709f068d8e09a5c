import { describe, expect, it } from 'vitest';
import { openWindow } from './receive-window.ts';

const now = () => new Date('2026-11-24T12:00:00Z');
const at = (clockOffsetMs: number | null) => ({ request: {}, resumeAfterId: 0, now, branchClient: { clockOffsetMs } });
const nothing = { cursorAt: null, window: null };

describe('openWindow', () => {
  it('reads everything the first time', () => {
    expect(openWindow(at(null), nothing).selection).toEqual({ writtenFrom: null, ids: null });
  });

  it('reaches an hour over the cursor, for orders that were committed late', () => {
    const window = openWindow(at(0), { cursorAt: new Date('2026-11-24T11:30:00Z'), window: null });
    expect(window.selection.writtenFrom).toBe('2026-11-24 10:30:00');
  });

  it('moves the cursor to the branch’s own clock, a little behind', () => {
    const window = openWindow(at(-90_000), nothing);
    expect(window.moveThrough().cursor?.window.startedAt).toEqual(new Date('2026-11-24T11:58:28Z'));
  });

  it('does not start behind the present when a branch’s clock once ran ahead', () => {
    const window = openWindow(at(0), { cursorAt: new Date('2027-06-01T00:00:00Z'), window: null });
    expect(window.selection.writtenFrom).toBe('2026-11-24 11:00:00');
  });

  it('goes on in the window that a dead run left open', () => {
    const left = { from: new Date('2026-11-24T09:00:00Z'), startedAt: new Date('2026-11-24T10:00:00Z'), lastId: 341 };
    const window = openWindow(at(0), { cursorAt: null, window: left });
    expect(window).toMatchObject({ afterId: 341, selection: { writtenFrom: '2026-11-24 09:00:00' } });
    expect(window.moveTo(400)).toEqual({ cursor: { kind: 'within', window: { ...left, lastId: 400 } }, resumeAfterId: null });
    expect(window.moveThrough().cursor?.window.startedAt).toEqual(left.startedAt);
  });

  it.each([
    [{ since: '2026-11-01T00:00:00+01:00' }, { writtenFrom: '2026-10-31 23:00:00', ids: null }],
    [{ orderIds: [3, 5] }, { writtenFrom: null, ids: [3, 5] }],
  ])('reads what %j asks for, leaves the cursor alone, and goes on where it was', (request, selection) => {
    const window = openWindow({ ...at(0), request, resumeAfterId: 4 }, { cursorAt: now(), window: null });
    expect(window).toMatchObject({ afterId: 4, selection });
    expect(window.moveTo(9)).toEqual({ cursor: null, resumeAfterId: 9 });
    expect(window.moveThrough()).toEqual({ cursor: null, resumeAfterId: null });
  });
});
