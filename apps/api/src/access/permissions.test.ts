import { appRoutes } from '@bull-board/api/dist/routes.js';
import { describe, expect, it } from 'vitest';
import { accessOf } from './permissions.ts';

describe('the queue page’s own routes', () => {
  it('take a viewer to look, and an admin for whatever they will have next', () => {
    const least = (method: string, path: string) => {
      const access = accessOf(method, path);
      return access === 'open' ? access : `${access.least} of ${access.reach}`;
    };
    expect(least('GET', '/queues/api/queues')).toBe('viewer of fleet');
    expect(least('HEAD', '/queues')).toBe('viewer of fleet');
    expect(least('PUT', '/queues/api/queues/:queueName/something-new')).toBe('admin of fleet');
    expect(() => accessOf('PUT', '/queues-of-others/api')).toThrow('no entry');
  });

  it('let operators retry and promote, and nothing else', () => {
    const acts = appRoutes.api.flatMap(({ method, route }) =>
      [method, route].flat().length === 2 && method !== 'get' ? [[String(method).toUpperCase(), String(route)] as const] : [],
    );
    expect(acts.length).toBeGreaterThan(20);
    const byOperators = acts.filter(([method, path]) => {
      const access = accessOf(method, `/queues${path}`);
      return access !== 'open' && access.least === 'operator';
    });
    expect(byOperators.map(([method, path]) => `${method} ${path}`).toSorted()).toEqual([
      'PUT /api/queues/:queueName/:jobId/promote',
      'PUT /api/queues/:queueName/:jobId/retry',
      'PUT /api/queues/:queueName/promote',
      'PUT /api/queues/:queueName/retry/:queueStatus',
    ]);
  });
});
