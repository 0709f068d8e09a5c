import { describe, expect, it } from 'vitest';
import { isDatabaseAway } from './database-away.ts';

const withCode = (code: string) => Object.assign(new Error('inner'), { code });

describe('a database that is away', () => {
  it.each(['ECONNREFUSED', 'CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', '57P01', '57P03', '08006', '53300'])(
    'is known by %s, however deep',
    (code) => {
      expect(isDatabaseAway(new Error('Failed query', { cause: withCode(code) }))).toBe(true);
    },
  );

  it.each(['23505', '42703', '40001', 'ENOENT'])('is not what %s says', (code) => {
    expect(isDatabaseAway(withCode(code))).toBe(false);
  });

  it('is no guess about anything else', () => {
    expect([isDatabaseAway(undefined), isDatabaseAway('ECONNREFUSED'), isDatabaseAway(new Error('x'))]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
