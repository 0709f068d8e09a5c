import type { SecretBox } from '@branch-sync/db';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sessionCookie } from '../../access/session-cookie.ts';
import { type PendingSignIn, pendingSignInSchema } from './provider.ts';

/** A sign-in at a provider has so long, in milliseconds. */
const lifetimeMs = 10 * 60_000;

const place = { table: 'cookie', row: 'oidc', field: 'pending' };

/** A sealed cookie that ties a sign-in under way to the browser that began it; the server keeps nothing meanwhile. */
export function pendingCookie(publicUrl: string, secretBox: SecretBox, now: () => Date) {
  const { name: session, options } = sessionCookie(publicUrl);
  const name = session.replace('session', 'oidc');
  return {
    set(reply: FastifyReply, pending: PendingSignIn): void {
      const until = now().getTime() + lifetimeMs;
      reply.setCookie(name, secretBox.seal(JSON.stringify({ ...pending, until }), place), {
        ...options,
        maxAge: lifetimeMs / 1000,
      });
    },
    /** What was set, once: it is cleared. Null where it is missing, too old or not ours. */
    take(request: FastifyRequest, reply: FastifyReply): PendingSignIn | null {
      const sealed = request.cookies[name];
      reply.clearCookie(name, options);
      if (sealed === undefined) return null;
      try {
        const opened: unknown = JSON.parse(secretBox.open(sealed, place));
        const { until, ...pending } = pendingSignInSchema.extend({ until: z.number() }).parse(opened);
        return until < now().getTime() ? null : pending;
      } catch {
        return null;
      }
    },
  };
}
