import type { FastifyReply } from 'fastify';
import { sendProblem } from './send-problem.ts';

/** Answers who has asked too often: who that is, how much he may, and after how many seconds he may ask again. */
export function sendTooMany(reply: FastifyReply, who: string, perMinute: number, afterSeconds: number): FastifyReply {
  const detail = `${who} may make ${perMinute} requests a minute. Try again in ${afterSeconds} s.`;
  return sendProblem(reply.header('retry-after', afterSeconds), 429, { code: 'request.too_many', detail });
}
