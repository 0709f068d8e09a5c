import type { Job } from 'bullmq';
import { expect, it } from 'vitest';
import { tallyJobs } from './job-tally.ts';

const aJob = {} as unknown as Job;

it('counts a job while it is worked on, however it ends', async () => {
  const ends: ((error?: Error) => void)[] = [];
  const work = () => new Promise<void>((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve())));
  const { processor, tally } = tallyJobs(work);
  expect(tally).toMatchObject({ running: 0, lastTakenAt: null });

  const jobs = [processor(aJob, 'token'), processor(aJob, 'token')];
  expect(tally.running).toBe(2);
  ends[0]?.();
  ends[1]?.(new Error('put off'));
  await Promise.allSettled(jobs);
  expect(tally.running).toBe(0);
  expect(tally.lastTakenAt).toBeLessThanOrEqual(performance.now());
  await expect(jobs[1]).rejects.toThrow('put off');
});
