import { runAcceptedSchema } from '@branch-sync/contract';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { anApiProcess } from '../harness/api-process.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { aWorkerProcess } from '../harness/worker-process.ts';
import { aWorld, canarySecret } from '../harness/world.ts';

/** Node then refuses to write any file, wherever, and to start programs. What it may not it throws, and that ends a process. */
const permission = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';
const readOnly = { NODE_OPTIONS: `${permission} --allow-fs-read=* --allow-addons --no-warnings` };

describe.each(queueStores())('a machine on which nothing can be written (queue in $name)', (store) => {
  it('is enough for the API and a worker: they serve, receive and stop in order', async () => {
    const world = await aWorld([generatedBranch({ name: 'b1', seed: 23, orders: 5, password: canarySecret })]);
    const queued = withQueue(world, store, readOnly);
    const api = await anApiProcess(queued.environment);
    const worker = await aWorkerProcess({ ...queued.environment, WORKER_HEALTH_PORT: '0' });
    for (const page of ['/queues', '/docs/json', '/docs/static/swagger-ui.css', '/api/branches/b1/mappings.csv']) {
      expect((await api.call('GET', page)).status, page).toBe(200);
    }
    const accepted = await api.call('POST', '/api/branches/b1/receive', {});
    const { runId } = runAcceptedSchema.parse(await accepted.json());
    expect(await queued.finished({ id: runId })).toMatchObject({ status: 'succeeded', imported: 5 });
    expect(await api.stop()).toBe(0);
    expect(await worker.stop()).toBe(0);
  });
});
