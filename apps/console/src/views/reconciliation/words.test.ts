import { describe, expect, it } from 'vitest';
import { moneyText } from '../../format/money.ts';
import { dayText } from '../../format/time.ts';
import { cellTold, type MappedDay } from './words.ts';

const day: MappedDay = { day: '2026-11-20', status: 'agrees', findingCount: 0, currency: 'EUR', orders: 34, total: '1234.50' };
const when = `Lyon, ${dayText('2026-11-20')}`;

describe('a cell of the map', () => {
  it('tells how a day stands, and what was sold', () => {
    expect(cellTold('Lyon', '2026-11-20', day)).toBe(`${when}: agrees; 34 orders sold, ${moneyText('1234.50', 'EUR')}`);
    expect(cellTold('Lyon', '2026-11-20', { ...day, status: 'differs', findingCount: 3 })).toContain(': differs, 3 findings; ');
  });

  it('names no sum of several currencies, and no money where nothing was sold', () => {
    expect(cellTold('Lyon', '2026-11-20', { ...day, currency: null })).toBe(`${when}: agrees; 34 orders sold`);
    expect(cellTold('Lyon', '2026-11-20', { ...day, currency: null, orders: 0, total: '0' })).toBe(
      `${when}: agrees; nothing sold`,
    );
  });

  it('says that a day was not compared', () => {
    expect(cellTold('Lyon', '2026-11-20', undefined)).toBe(`${when}: not compared`);
  });
});
