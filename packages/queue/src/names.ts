/** The queues whose jobs are runs, one per kind of run. */
export const runQueueNames = ['receive', 'push', 'reconcile'] as const;
export type RunQueueName = (typeof runQueueNames)[number];

/** All queues; the planner's own tick is the fourth. */
export const queueNames = [...runQueueNames, 'planner'] as const;
export type QueueName = (typeof queueNames)[number];
