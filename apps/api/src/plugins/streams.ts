import plugin from 'fastify-plugin';
import type { ApiDeps } from '../api-deps.ts';
import { createStreams, type Streams } from '../streams/streams.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The streams of events of this process, of whichever route: they share their places. */
    readonly streams: Streams;
  }
}

/** Gives routes the streams, which end when the API is asked to stop. */
export const streams = plugin<Pick<ApiDeps, 'streams'>>(async (app, { streams: limits }) => {
  app.decorate('streams', createStreams(limits, app.closing));
});
