import { describe, expect, it } from 'vitest';
import { branchInputSchema, branchPatchSchema } from './branch.ts';

const input = {
  code: 'B1',
  name: 'Harbour',
  timezone: 'Europe/Brussels',
  url: 'https://pos.example',
  database: 'shop',
  login: 'sync',
  secret: 's',
  defaultCustomerId: 1,
};

describe('a new branch', () => {
  it('has its defaults filled in', () => {
    const rules = { customerRule: 'default', totalRule: 'flag' };
    const tls = { tlsCa: null, tlsVerify: true };
    expect(branchInputSchema.parse(input)).toEqual({ ...input, ...rules, ...tls, transport: 'auto', receive: { paused: false } });
    expect(branchInputSchema.parse({ ...input, receive: { everySeconds: 60 } }).receive).toEqual({
      everySeconds: 60,
      paused: false,
    });
  });

  it.each([
    ['https://POS.Example/', 'https://pos.example'],
    ['http://127.0.0.1:8069', 'http://127.0.0.1:8069'],
    ['https://pos.example:443', 'https://pos.example'],
    ['http://[::1]:8069/', 'http://[::1]:8069'],
  ])('has its URL brought to the origin: %s', (url, origin) => {
    expect(branchInputSchema.parse({ ...input, url }).url).toBe(origin);
  });

  it.each([
    'https://pos.example/web',
    'https://u@pos.example',
    'https://pos.example?',
    'https://pos.example#',
    'https:pos.example',
    '',
  ])('is refused with the URL "%s"', (url) => {
    expect(branchInputSchema.safeParse({ ...input, url }).success).toBe(false);
  });

  it.each(['UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])('may be in the zone %s', (timezone) => {
    expect(branchInputSchema.safeParse({ ...input, timezone }).success).toBe(true);
  });

  it.each(['*/15 8-20 * * MON-SAT', '0 0 L * *', '0 0 29 2 *'])('may be received by "%s"', (cron) => {
    expect(branchInputSchema.safeParse({ ...input, receive: { cron } }).success).toBe(true);
  });

  it.each([
    ['* * * * * *', 'must have five fields: minute, hour, day, month, weekday'],
    ['@daily', 'must have five fields: minute, hour, day, month, weekday'],
    ['0 0 31 4 *', 'never comes due'],
    ['0 25 * * *', 'Invalid value for hour: 25'],
  ])('is told why it cannot be received by "%s"', (cron, problem) => {
    const { error } = branchInputSchema.safeParse({ ...input, receive: { cron } });
    expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([['receive.cron', problem]]);
  });
});

describe('the daily window of a branch', () => {
  it.each([
    ['08:00', '20:00'],
    ['22:00', '04:00'],
    ['00:00', '23:59'],
  ])('may be from %s until %s', (from, until) => {
    expect(branchInputSchema.parse({ ...input, receive: { window: { from, until } } }).receive.window).toEqual({ from, until });
  });

  it.each([
    [{ from: '7:00', until: '20:00' }, 'from', 'must be a time of day from 00:00 to 23:59, e.g. 08:30'],
    [{ from: '08:00', until: '24:00' }, 'until', 'must be a time of day from 00:00 to 23:59, e.g. 08:30'],
    [{ from: '08:00', until: '20:00:00' }, 'until', 'must be a time of day from 00:00 to 23:59, e.g. 08:30'],
    [{ from: '08:00', until: '08:00' }, 'until', 'must differ from "from"; for the whole day, set window to null'],
  ])('cannot be %o', (window, field, problem) => {
    for (const { error } of [
      branchInputSchema.safeParse({ ...input, receive: { window } }),
      branchPatchSchema.safeParse({ receive: { window } }),
    ]) {
      expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([[`receive.window.${field}`, problem]]);
    }
  });
});

describe('a change of a branch', () => {
  it('adds no defaults: what is left out is left out', () => {
    expect(branchPatchSchema.parse({})).toEqual({});
    expect(branchPatchSchema.parse({ receive: {} })).toEqual({ receive: {} });
  });

  it('may clear what may be missing, and only that', () => {
    const ids = { defaultSalespersonId: null, warehouseId: null, pricelistId: null, companyId: null };
    const clearable = { ...ids, callTimeoutMs: null, tlsCa: null };
    expect(branchPatchSchema.parse(clearable)).toEqual(clearable);
    const fixed = [
      'name',
      'timezone',
      'url',
      'database',
      'login',
      'secret',
      'transport',
      'tlsVerify',
      'defaultCustomerId',
      'receive',
    ];
    for (const field of fixed) {
      expect(branchPatchSchema.safeParse({ [field]: null }).success, field).toBe(false);
    }
  });
});
