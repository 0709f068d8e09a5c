import { type QueueName, type Queues, queueNames } from '@branch-sync/queue';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { FastifyInstance } from 'fastify';
import type { ApiDeps } from '../api-deps.ts';
import { recordBoardAct } from '../audit/record-board-act.ts';
import { notFound } from '../problems/not-found.ts';

const path = '/queues';

const descriptions: Readonly<Record<QueueName, string>> = {
  receive: 'POS orders of the branches to draft Sales Orders in central',
  push: 'Master data of central to the branches',
  reconcile: 'What the branches sold against what central holds',
  planner: 'The tick that turns due schedules into runs',
};

/** Bull Board at /queues: the same for either store. Who may act there is decided in permissions.ts. */
export async function queueBoard(app: FastifyInstance, deps: ApiDeps): Promise<void> {
  const { queues } = deps;
  const adapter = new FastifyAdapter().setBasePath(path);
  createBullBoard({
    queues: queueNames.map((name) => new BullMQAdapter(boardQueue(queues, name), { description: descriptions[name] })),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'branch-sync queues', hideDocsLink: true } },
  });
  // Its own handler would answer with the error's text, whatever that quotes. What is thrown again comes to ours.
  adapter.setErrorHandler((error) => {
    throw error;
  });
  await app.register(async (scope) => {
    scope.addHook('preHandler', (request) => recordBoardAct(deps, request));
    // It hands parts of its paths and queries on as they are, and Postgres can hold no such character.
    scope.addHook('onRequest', async ({ url }, reply) => {
      // The console shows the board below its own header.
      reply.header('x-frame-options', 'SAMEORIGIN');
      if (url.includes('%00')) throw notFound('path.unknown', 'There is nothing of this name.');
    });
    scope.addHook('preSerialization', async (request, _reply, payload) =>
      request.identity?.role === 'viewer' ? asReadOnly(payload) : payload,
    );
    scope.addHook('onSend', async (_request, reply, payload) =>
      isPage(reply.getHeader('content-type'), payload) ? asOurPolicyHasIt(payload) : payload,
    );
    await scope.register(adapter.registerPlugin(), { prefix: path });
  });
}

/** Bull Board's types know BullMQ's Redis queues only; what it calls is the same on both stores (tested on both). */
function boardQueue(queues: Queues, name: QueueName) {
  return queues.byName[name] as unknown as ConstructorParameters<typeof BullMQAdapter>[0];
}

/** A viewer's page is drawn without the buttons that would be refused. */
function asReadOnly(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || !('queues' in payload) || !Array.isArray(payload.queues)) return payload;
  const queues = payload.queues.map((queue: object) => ({ ...queue, readOnlyMode: true, allowRetries: false }));
  return { ...payload, queues };
}

function isPage(contentType: unknown, payload: unknown): payload is string {
  return typeof payload === 'string' && typeof contentType === 'string' && contentType.startsWith('text/html');
}

/**
 * The page asks another host for its fonts: who looks at queues is nobody's business. What it shows while it loads has its styles inline: it goes
 * without them. The policy would refuse both.
 */
function asOurPolicyHasIt(page: string): string {
  return page
    .replace(/<link[^>]+href="https:\/\/[^"]+"[^>]*>/g, '')
    .replace(/<style>[^<]*<\/style>/g, '')
    .replace(/ style="[^"]*"/g, '');
}
