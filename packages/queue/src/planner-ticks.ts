import type { Queues } from './queues.ts';

/** The planner looks for due schedules once a second. */
const tickEveryMs = 1_000;
const schedulerId = 'tick';

/** A next tick that is further away was planned by a machine whose clock runs ahead. */
const farMs = 5_000;

/**
 * Sees to it that the planner's queue gets its ticks, one a second whatever the number of workers (BullMQ job scheduler). To be called now and then: an emptied
 * queue store has forgotten them, and a worker whose clock runs ahead may have put the next one far off. Tells whether the store had forgotten them:
 * then it may have forgotten more.
 */
export async function keepTicking({ byName }: Queues, now: () => number = Date.now): Promise<{ wereForgotten: boolean }> {
  const scheduler = await byName.planner.getJobScheduler(schedulerId);
  if (scheduler !== undefined) {
    if ((scheduler.next ?? 0) <= now() + farMs) return { wereForgotten: false };
    // Set again it would keep its next slot.
    await byName.planner.removeJobScheduler(schedulerId);
  }
  const template = { name: schedulerId, data: {}, opts: { removeOnComplete: { count: 10 }, removeOnFail: { count: 50 } } };
  await byName.planner.upsertJobScheduler(schedulerId, { every: tickEveryMs }, template);
  return { wereForgotten: scheduler === undefined };
}
