import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { nextPath } from './next-path.ts';

describe('where the sign-in leads', () => {
  it.each(['/', '/docs', '/queues/queue/receive?status=failed&page=2', '/docs/#/Runs'.replace('#', '%23')])('%s', (path) => {
    expect(nextPath(path)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'javascript:alert(1)',
    'docs',
    '/..//evil.example',
    '/sign-in?next=/sign-in',
  ])('is home for "%s"', (asked) => {
    expect(nextPath(asked)).toBe('/');
  });

  test.prop([fc.string({ unit: 'binary' }).map((text) => `/${text}`)])('is never another host', (asked) => {
    const next = nextPath(asked);
    expect(new URL(next, 'https://sync.example').origin).toBe('https://sync.example');
    expect(next).toMatch(/^\/(?!\/)/);
  });
});
