import { describe, expect, it } from 'vitest';
import { boardAddress, boardPathIn, boardPathOf } from './board-path.ts';

describe('pages of Bull Board', () => {
  it('are there for each run’s job', () => {
    const id = '01990000-0000-7000-8000-000000000001';
    expect(boardPathOf({ kind: 'push', id })).toBe(`/queue/push/${id}`);
  });

  it.each(['/queue/receive', '/queue/receive?status=failed&page=2', '/queue/push/01990000-0000-7000-8000-000000000001'])(
    'have the address of their path, and the path of their address: %s',
    (path) => {
      const address = boardAddress(path);
      expect(address).toBe(`/queues${path}`);
      const [pathname = '', query] = address.split('?');
      expect(boardPathIn(pathname, query === undefined ? '' : `?${query}`)).toBe(path);
    },
  );

  it.each([undefined, '', 'queue/receive', '/../api/central', '/..\\sign-out', 'https://elsewhere.example', '-of-others/x'])(
    'are none at %s: the first page stands for it',
    (path) => {
      expect(boardAddress(path)).toBe('/queues');
    },
  );

  it('are told without a path where it is the first one, or none', () => {
    expect(boardPathIn('/queues', '')).toBeUndefined();
    expect(boardPathIn('/queues/', '')).toBeUndefined();
    expect(boardPathIn('/sign-in', '?next=/queues')).toBeUndefined();
    expect(boardPathIn('/queues-of-others/x', '')).toBeUndefined();
  });
});
