import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLog } from '@branch-sync/log';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { chooseQueueStore, openQueues } from '@branch-sync/queue';
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createWorkerMetrics } from '../../apps/worker/src/metrics/worker-metrics.ts';
import { startRunWorker } from '../../apps/worker/src/run-worker.ts';
import { startOpenTelemetry } from '../../packages/telemetry/src/open-telemetry.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { until } from '../harness/until.ts';
import { aWorkerProcess } from '../harness/worker-process.ts';
import { aWorld, canarySecret } from '../harness/world.ts';
import { anApi } from './api/an-api.ts';

const exported = new InMemorySpanExporter();
// OpenTelemetry is one for a process: so is this.
const tracing = startOpenTelemetry({ exporter: 'otlp', serviceName: null, share: 1 }, { name: 'test', version: '1' }, exported);

const aSmallWorld = () => aWorld([generatedBranch({ name: 'b1', seed: 82, orders: 3, password: canarySecret })]);

/** A span as a test looks at it. */
interface SeenSpan {
  readonly name: string;
  readonly traceId: string;
  readonly id: string;
  readonly parentId: string | undefined;
}

/** The names from a span up to the root of its trace. */
function lineage(span: SeenSpan | undefined, all: readonly SeenSpan[]): string[] {
  if (span === undefined) return [];
  return [
    span.name,
    ...lineage(
      all.find(({ id }) => id === span.parentId),
      all,
    ),
  ];
}

describe.each(queueStores())('a traced receive (queue in $name)', (place) => {
  it('is one trace from the API’s call to each call to Odoo', async () => {
    const world = await aSmallWorld();
    const environment = place.environment();
    const store = chooseQueueStore({
      redisUrl: environment['REDIS_URL'] ?? null,
      databaseUrl: world.database.url,
      prefix: environment['QUEUE_PREFIX'] ?? '',
    });
    const queues = openQueues(store, () => undefined, tracing.queue);
    const deps = { ...world.deps, observeCalls: tracing.observeCalls ?? (() => () => () => undefined) };
    const log = createLog('worker', 'silent');
    const worker = startRunWorker({
      ...{ kind: 'receive', deps, store, queues, log, metrics: createWorkerMetrics(), tracing },
      ...{ places: 1, lockDurationMs: 10_000, sliceMs: 20_000 },
    });
    onTestFinished(async () => {
      await worker.close();
      await queues.close();
    });
    const api = await anApi({ database: world.database, queues, tracing });
    const given = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
    const asked = await api.call('POST', '/api/branches/b1/receive', { body: {}, headers: given });
    const { runId: id } = asked.json<{ runId: string }>();
    await until('the run to be over', async () => (await world.runOf(id)).status === 'succeeded');
    const spans = await until('the run’s span to be told', async () => {
      await tracing.flush();
      const told = exported.getFinishedSpans().map((span): SeenSpan & { text: string } => ({
        name: span.name,
        traceId: span.spanContext().traceId,
        id: span.spanContext().spanId,
        parentId: span.parentSpanContext?.spanId,
        text: JSON.stringify([span.attributes, span.events, span.status]),
      }));
      const ours = told.filter(({ traceId }) => traceId === '0af7651916cd43dd8448eb211c80319c');
      return ours.some(({ name }) => name === 'process receive') && ours;
    });
    exported.reset();

    const load = spans.find(({ name }) => name === 'sale.order/load');
    expect(lineage(load, spans)).toEqual([
      'sale.order/load',
      'load into central',
      'run receive',
      'process receive',
      'add receive.receive b1',
      'POST /api/branches/:code/receive',
    ]);
    expect(spans.map(({ name }) => name)).toEqual(expect.arrayContaining(['pos.order/search_read', 'check totals', 'record']));
    expect(load?.text).toContain('"branch_sync.side":"central"');
    expect(spans.map(({ text }) => text).join('')).not.toContain(canarySecret);
  });
});

it('a worker sends its traces to a collector, and its log names them', async () => {
  const received: string[] = [];
  const collector = createServer(async (request, answer) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    received.push(`${request.method} ${request.url} ${body}`);
    answer.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void collector.close());
  const { port } = collector.address() as AddressInfo;
  const [place] = queueStores();
  if (place === undefined) throw new Error('There is no queue store.');
  const world = await aSmallWorld();
  const queued = withQueue(world, place);
  const worker = await aWorkerProcess({ ...queued.environment, OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
  const run = await queued.enqueue(world.branches[0]);
  await queued.finished(run);
  await worker.stop();

  const text = received.join('\n');
  expect(text).toMatch(/^POST \/v1\/traces /);
  expect(text).toContain('branch-sync-worker');
  expect(text).toContain('"name":"sale.order/load"');
  expect(text).toContain(run.id);
  expect(text).not.toContain(canarySecret);
  expect(text).not.toContain('getNextJob');
  const linesOfRun = worker
    .output()
    .split('\n')
    .filter((line) => line.includes(run.id));
  expect(linesOfRun[0]).toContain('"branch":"b1"');
  const [, traceId] = /"trace_id":"(\w{32})"/.exec(linesOfRun[0] ?? '') ?? [];
  expect(text).toContain(`"traceId":"${traceId}"`);
});
