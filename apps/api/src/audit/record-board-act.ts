import { findRunWithBranch, recordAudit } from '@branch-sync/db';
import { queueNames } from '@branch-sync/queue';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../access/identity.ts';
import type { ApiDeps } from '../api-deps.ts';
import { boardActOf } from './board-act.ts';

const names: readonly string[] = queueNames;

/**
 * Writes down what somebody is about to do on the queue page, before it is done: the queue may be in another store, so the two cannot be one
 * transaction, and an act without its entry would be worse than an entry of an act that came to nothing. Throws where it cannot be written; then
 * nothing is done.
 */
export async function recordBoardAct({ db }: ApiDeps, request: FastifyRequest): Promise<void> {
  const { method, params, body } = request;
  const act = boardActOf({ method, route: request.routeOptions.url ?? '', params, body });
  if (act === null || (act.queue !== null && !names.includes(act.queue))) return;
  const { action, queue, jobId, detail } = act;
  const subject = queue === null ? 'queues' : `queue:${queue}`;
  await recordAudit(db, actorOf(request), { action, subject, branchId: await branchOf(db, jobId), detail });
}

/** A run's job has the run's id. */
async function branchOf(db: ApiDeps['db'], jobId: string | null): Promise<string | null> {
  const { success, data } = z.uuid().safeParse(jobId);
  return success ? ((await findRunWithBranch(db, data))?.branch.id ?? null) : null;
}
