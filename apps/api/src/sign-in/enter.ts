import { closeSession, noteSignIn, openSession, recordAudit } from '@branch-sync/db';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionCookie } from '../access/session-cookie.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { Proof } from './prove.ts';

/**
 * Opens a session for somebody who has proved to be themselves, under a token that nobody had before: whatever the browser came with is ended, and
 * a token that somebody has planted in it opens nothing.
 */
export async function enter(deps: ApiDeps, request: FastifyRequest, reply: FastifyReply, proof: Proof): Promise<void> {
  const { name, options } = sessionCookie(deps.publicUrl);
  const before = request.cookies[name];
  const from = { address: request.ip, userAgent: request.headers['user-agent'] ?? null };
  const token = await deps.db.transaction(async (tx) => {
    if (before !== undefined) await closeSession(tx, before, { address: request.ip, requestId: request.id });
    if ('personId' in proof.owner) await noteSignIn(tx, proof.owner.personId);
    const actor = { name: proof.name, id: proof.id, address: request.ip, requestId: request.id };
    await recordAudit(tx, actor, { action: 'session.open', subject: proof.name, detail: { ownerId: proof.id } });
    return openSession(tx, proof.owner, from, deps.access.session);
  });
  reply.setCookie(name, token, { ...options, maxAge: deps.access.session.maxMs / 1000 });
}
