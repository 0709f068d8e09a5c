import { Readable } from 'node:stream';
import { idParamsSchema, runEventsDescription, runEventsHeadersSchema, runEventsQuerySchema } from '@branch-sync/contract';
import { lineIdBeforeLast, readRunNews } from '@branch-sync/db';
import { z } from 'zod';
import type { ApiDeps } from '../../../../api-deps.ts';
import type { App } from '../../../../app.ts';
import { noSuchRun } from '../../../../problems/not-found.ts';
import { runEvents } from '../../../../runs/run-events.ts';
import { createRunWatch } from '../../../../runs/run-watch.ts';
import { eventStreamHeaders } from '../../../../streams/event-stream.ts';
import { watcherOf } from '../../../../streams/watcher-of.ts';
import { answers } from '../../../answers.ts';

/** Lines that are told of what was before. */
const linesBefore = 100;

export function runEventsRoute(app: App, deps: ApiDeps): void {
  const { db, log, streams: limits } = deps;
  const watch = createRunWatch({
    read: (watched, linesAtOnce) => readRunNews(db, watched, linesAtOnce),
    everyMs: limits.pollMs,
    quietMs: limits.heartbeatMs,
    onTrouble: (err) => log.warn({ err }, 'runs cannot be watched for now; their streams wait'),
  });
  app.get(
    '/api/runs/:id/events',
    {
      // Its answer to HEAD would be a stream that nobody reads.
      exposeHeadRoute: false,
      schema: {
        tags: ['Runs'],
        summary: 'Watch a run: server-sent events until it is over',
        description: runEventsDescription,
        params: idParamsSchema,
        headers: runEventsHeadersSchema,
        querystring: runEventsQuerySchema,
        response: answers(200, 'A stream of events', z.unknown(), 'text/event-stream'),
      },
    },
    async (request, reply) => {
      const { headers, query } = request;
      const runId = request.params.id;
      const signal = app.streams.open(reply, watcherOf(deps, request));
      const seenLineId = headers['last-event-id'] ?? query.lastEventId;
      const afterLineId = seenLineId ?? (await lineIdBeforeLast(db, runId, linesBefore));
      const first = await watch.look({ runId, afterLineId });
      if (first === undefined) throw noSuchRun();
      return reply.headers(eventStreamHeaders).send(Readable.from(runEvents(watch, first, signal)));
    },
  );
}
