import { readinessSchema } from '@branch-sync/contract';
import { describe, expect, it } from 'vitest';
import { anApi } from './an-api.ts';

describe('readiness', () => {
  it('is told part by part', async () => {
    const api = await anApi();
    const answer = await api.call('GET', '/api/health/ready', { as: 'viewer' });
    expect(answer.statusCode).toBe(200);
    const { checks } = readinessSchema.parse(answer.json());
    expect(checks.map(({ name, ok }) => `${name} ${ok}`)).toEqual(['database true', 'migrations true', 'queue true']);
  });

  it('fails, and says what to do, while migrations are missing', async () => {
    const api = await anApi({ pendingMigrations: async () => 2 });
    const answer = await api.call('GET', '/api/health/ready');
    expect(answer.statusCode).toBe(503);
    const { checks } = readinessSchema.parse(answer.json());
    expect(checks[1]).toEqual({
      name: 'migrations',
      ok: false,
      message: 'The schema lacks 2 step(s): run "branch-sync migrate".',
    });
  });

  it('fails where a part throws, and leaves the cause to the log', async () => {
    const api = await anApi({ pendingMigrations: () => Promise.reject(new Error('inner cause')) });
    const answer = await api.call('GET', '/api/health/ready');
    expect(answer.statusCode).toBe(503);
    expect(answer.body).not.toContain('inner cause');
    expect(api.log()).toContain('inner cause');
  });
});
