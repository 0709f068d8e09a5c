import { scheduleMomentsSchema } from '@branch-sync/contract';
import { cliActor, createApiKey } from '@branch-sync/db';
import { phaseOf } from '@branch-sync/queue';
import { beforeEach, describe, expect, it } from 'vitest';
import { aBranch } from './a-run.ts';
import { anApi, bearer, type TestApi } from './an-api.ts';

/** A Friday; the clocks of Brussels go back on the Sunday after. */
const now = new Date('2026-10-23T10:00:00Z');
let api: TestApi;
beforeEach(async () => {
  api = await anApi({ now: () => now });
});

async function ask(schedule: Record<string, unknown>, given: Record<string, unknown> = {}, key = api.keys.operator) {
  const body = { schedule, timezone: 'Europe/Brussels', ...given };
  const answer = await api.call('POST', '/api/schedule/moments', { as: null, headers: bearer(key), body });
  expect(answer.statusCode, answer.body).toBe(200);
  return scheduleMomentsSchema.parse(answer.json()).moments;
}

const everyQuarter = { everySeconds: 900 };

describe('the moments of a schedule that somebody thinks of', () => {
  it('are the next ten, or as many as are asked for', async () => {
    const ten = await ask(everyQuarter);
    expect(ten).toHaveLength(10);
    expect([ten[0], ten.at(-1)]).toEqual(['2026-10-23T10:15:00.000Z', '2026-10-23T12:30:00.000Z']);
    expect(await ask(everyQuarter, { count: 1 })).toEqual(ten.slice(0, 1));
    expect(await ask({ everySeconds: 31 * 86_400 }, { count: 100 })).toHaveLength(100);
  });

  it('follow the clock of the zone through the end of summer time, and the daily window', async () => {
    const cron = { cron: '30 6 * * *' };
    expect(await ask(cron, { count: 3 })).toEqual([
      '2026-10-24T04:30:00.000Z',
      '2026-10-25T05:30:00.000Z',
      '2026-10-26T05:30:00.000Z',
    ]);
    expect(await ask(cron, { count: 1, timezone: 'Asia/Kolkata' })).toEqual(['2026-10-24T01:00:00.000Z']);
    const window = { from: '18:00', until: '18:20' };
    expect(await ask({ ...everyQuarter, window }, { count: 3 })).toEqual([
      '2026-10-23T16:00:00.000Z',
      '2026-10-23T16:15:00.000Z',
      '2026-10-24T16:00:00.000Z',
    ]);
  });

  it('begin with its start', async () => {
    const startsAt = '2100-01-01T00:00:07Z';
    expect(await ask({ ...everyQuarter, startsAt }, { count: 2 })).toEqual([
      '2100-01-01T00:00:07.000Z',
      '2100-01-01T00:15:07.000Z',
    ]);
    expect(await ask({ ...everyQuarter, startsAt: '9999-12-31T23:50:00Z' })).toEqual(['9999-12-31T23:50:00.000Z']);
  });

  it.each([{}, { ...everyQuarter, paused: true }, { cron: '0 12 * * *', window: { from: '20:00', until: '21:00' } }])(
    'are none of %j',
    async (schedule) => {
      expect(await ask(schedule)).toEqual([]);
    },
  );

  it('have the place of the branch that is named, and of none that whoever asks may not see', async () => {
    const id = await aBranch(api, 'B1');
    await aBranch(api, 'B2');
    const atItsPlace = new Date(now.getTime() + Math.floor(phaseOf(id) * 900_000)).toISOString();
    const limited = { name: 'of B2', role: 'operator', branches: ['B2'], expiresAt: null } as const;
    const { secret } = await createApiKey(api.database.db, cliActor, limited);
    const first = async (branch: string, key?: string) => (await ask(everyQuarter, { branch, count: 1 }, key))[0];
    expect(await first('B1')).toBe(atItsPlace);
    expect(await first('NOWHERE')).toBe('2026-10-23T10:15:00.000Z');
    expect(await first('B1', secret)).toBe('2026-10-23T10:15:00.000Z');
  });

  it('are refused to a schedule that is none', async () => {
    const refused = async (body: Record<string, unknown>) => {
      const answer = await api.call('POST', '/api/schedule/moments', { body });
      expect(answer.statusCode).toBe(422);
      return answer.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field);
    };
    expect(await refused({ schedule: { cron: '61 * * * *' }, timezone: 'Europe/Brussels' })).toEqual(['schedule.cron']);
    expect(await refused({ schedule: {}, timezone: 'Mars/Olympus', count: 101 })).toEqual(['timezone', 'count']);
  });
});
