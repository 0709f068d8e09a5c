/** The queues, one per kind of work; the planner's own tick is the fourth. */
export const queueNames = ['receive', 'push', 'reconcile', 'planner'] as const;
export type QueueName = (typeof queueNames)[number];
/** The queues whose jobs are runs. */
export type RunQueueName = Exclude<QueueName, 'planner'>;

/** The kinds of run that workers take: schedules of others rest. */
export const workedKinds = ['receive', 'push', 'reconcile'] as const satisfies readonly RunQueueName[];
export type WorkedKind = (typeof workedKinds)[number];
