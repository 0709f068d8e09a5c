import type { Queues } from './queues.ts';

/** The planner looks for due schedules once a second. */
const tickEveryMs = 1_000;
const schedulerId = 'tick';

/**
 * Sees to it that the planner's queue gets its ticks, one a second whatever the number of workers (BullMQ job scheduler). To be called now and then: an emptied
 * queue store has forgotten them.
 */
export async function keepTicking({ byName }: Queues): Promise<void> {
  if ((await byName.planner.getJobScheduler(schedulerId)) !== undefined) return;
  const template = { name: schedulerId, data: {}, opts: { removeOnComplete: { count: 10 }, removeOnFail: { count: 50 } } };
  await byName.planner.upsertJobScheduler(schedulerId, { every: tickEveryMs }, template);
}
