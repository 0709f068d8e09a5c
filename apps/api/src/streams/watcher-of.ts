import type { FastifyRequest } from 'fastify';
import { holdsStill } from '../access/identify.ts';
import { identityOf } from '../access/identity.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { Watcher } from './streams.ts';

/** Whoever opens a stream, and how it is asked whether they may still in. */
export function watcherOf(deps: ApiDeps, request: FastifyRequest): Watcher {
  const identity = identityOf(request);
  return {
    id: identity.id,
    mayStill: () =>
      holdsStill(deps, identity).catch((err: unknown) => {
        // By its age the stream ends whatever happens.
        deps.log.warn({ err }, 'nobody can say whether a watcher may still in');
        return true;
      }),
  };
}
