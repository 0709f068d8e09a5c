import { describe, expect, it } from 'vitest';
import { partOf, spanOf, tickSlots } from './span.ts';

const at = (time: string) => Date.parse(`2026-11-20T${time}.000Z`);

describe('the stretch of time that is shown', () => {
  it.each([
    [1, '10:05:00', '11:10:00', 65],
    [6, '10:00:00', '16:15:00', 75],
    [24, '10:00:00', '11:00:00', 100],
  ] as const)('of %i hours begins at a round time before now and holds them all', (hours, from, to, slots) => {
    const span = spanOf(hours, at('10:07:30'));
    expect(span).toMatchObject({ fromMs: at(from), toMs: at(to) + (hours === 24 ? 86_400_000 : 0), slots });
    expect(spanOf(hours, at('10:08:30'))).toEqual(span);
  });

  it('tells where a moment is on it', () => {
    const span = spanOf(1, at('10:05:00'));
    expect(partOf(span, at('10:05:00'))).toBe(0);
    expect(partOf(span, at('10:37:30'))).toBe(0.5);
  });

  it.each([1, 6, 24] as const)('of %i hours has few texts under it, at slots that there are', (hours) => {
    const span = spanOf(hours, at('10:07:30'));
    const ticks = tickSlots(span);
    expect(ticks.length).toBeLessThanOrEqual(9);
    expect(ticks.length).toBeGreaterThan(4);
    expect(ticks.every((slot) => Number.isInteger(slot) && slot < span.slots)).toBe(true);
  });
});
