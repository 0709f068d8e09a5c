import { appRoutes } from '@bull-board/api/dist/routes.js';
import { describe, expect, it } from 'vitest';
import { accessOf } from './permissions.ts';

describe('the queue page’s own routes', () => {
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
