import type { RunQueueName } from './names.ts';
import type { Queues } from './queues.ts';

/**
 * Takes a run's job back from its queue, so that the branch's next run can have its place. Throws where a worker holds it (it then ends by itself,
 * as its run is over), and where the store does not answer.
 */
export async function takeBackJob(queues: Queues, run: { readonly id: string; readonly kind: RunQueueName }): Promise<void> {
  const job = await queues.byName[run.kind].getJob(run.id);
  await job?.remove();
}
