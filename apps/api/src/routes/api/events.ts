import { Readable } from 'node:stream';
import { newsDescription } from '@branch-sync/contract';
import { readNewsMarks } from '@branch-sync/db';
import { z } from 'zod';
import type { ApiDeps } from '../../api-deps.ts';
import type { App } from '../../app.ts';
import { newsEvents } from '../../news/news-events.ts';
import { createNewsWatch } from '../../news/news-watch.ts';
import { eventStreamHeaders } from '../../streams/event-stream.ts';
import { watcherOf } from '../../streams/watcher-of.ts';
import { answers } from '../answers.ts';

/** A key for some branches hears the same as everybody: that something has changed somewhere names no branch, and whoever asks for it is told of their own. */
export function eventsRoute(app: App, deps: ApiDeps): void {
  const { db, log, now, streams: limits } = deps;
  const watch = createNewsWatch({
    read: () => readNewsMarks(db),
    now,
    everyMs: limits.newsMs,
    quietMs: limits.heartbeatMs,
    onTrouble: (err) => log.warn({ err }, 'nobody can be told what is new for now; their streams wait'),
  });
  app.get(
    '/api/events',
    {
      // Its answer to HEAD would be a stream that nobody reads.
      exposeHeadRoute: false,
      schema: {
        tags: ['Overview'],
        summary: 'Hear that something has changed: server-sent events without an end',
        description: newsDescription,
        response: answers(200, 'A stream of events', z.unknown(), 'text/event-stream'),
      },
    },
    async (request, reply) => {
      const signal = app.streams.open(reply, watcherOf(deps, request));
      const first = await watch.look();
      return reply.headers(eventStreamHeaders).send(Readable.from(newsEvents(watch, first, signal)));
    },
  );
}
