import { describe, expect, it } from 'vitest';
import { boardActOf } from './board-act.ts';

const act = (method: string, path: string, params: Record<string, string> = {}, body: unknown = undefined) =>
  boardActOf({ method, route: `/queues/api/queues/${path}`, params, body });

describe('what is done on the queue page', () => {
  it.each([
    ['pause', {}, { action: 'queue.pause', queue: null, jobId: null, detail: {} }],
    [':queueName/pause', { queueName: 'push' }, { action: 'queue.pause', queue: 'push', jobId: null, detail: {} }],
    [
      ':queueName/clean/:queueStatus',
      { queueName: 'push', queueStatus: 'failed' },
      { action: 'queue.clean', queue: 'push', jobId: null, detail: { queueStatus: 'failed' } },
    ],
    [
      ':queueName/:jobId/retry/:queueStatus',
      { queueName: 'push', jobId: '7', queueStatus: 'failed' },
      { action: 'queue.retry', queue: 'push', jobId: '7', detail: { jobId: '7', queueStatus: 'failed' } },
    ],
    [
      ':queueName/job-schedulers/:schedulerId/remove',
      { queueName: 'planner', schedulerId: 'tick' },
      { action: 'queue.job-schedulers.remove', queue: 'planner', jobId: null, detail: { schedulerId: 'tick' } },
    ],
  ])('PUT %s', (path, params, expected) => {
    expect(act('PUT', path, params)).toEqual(expected);
  });

  it('tells settings, and of a job’s data nothing', () => {
    const params = { queueName: 'receive' };
    expect(act('PUT', ':queueName/concurrency', params, { concurrency: 5 })?.detail).toEqual({ concurrency: 5 });
    expect(act('POST', ':queueName/add', params, { name: 'x', data: { key: 'canary' }, options: {} })).toMatchObject({
      action: 'queue.add',
      detail: {},
    });
  });

  it('is nothing where somebody looks, or is elsewhere', () => {
    expect(act('GET', ':queueName/:jobId/logs', { queueName: 'receive', jobId: '7' })).toBeNull();
    expect(boardActOf({ method: 'POST', route: '/queues/other', params: {}, body: {} })).toBeNull();
  });
});
