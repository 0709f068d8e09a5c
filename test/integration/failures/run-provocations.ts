import { EventEmitter } from 'node:events';
import { central } from '@branch-sync/db';
import { chooseQueueStore, openQueues, type StoreWorker } from '@branch-sync/queue';
import { onTestFinished } from 'vitest';
import { watchEnds } from '../../../apps/worker/src/after-run.ts';
import { until } from '../../harness/until.ts';
import type { Provocations, Scene } from './provocation.ts';
import { setBranch } from './provocation.ts';

/** Lets a side's circuit open by attempts in vain, then asks for something new. */
async function away({ world, branch }: Scene, database: string): Promise<void> {
  world.sim.outages.add({ match: { database }, kind: 'busy-503' });
  const asked = await world.ask(branch, { orderIds: [1] });
  for (let miss = 0; miss < 3; miss += 1) await world.attempt(asked);
  await world.receive(branch, { request: { orderIds: [2] } });
}

/** A job that the queue gives up, as when its worker has died again and again. */
async function giveUp({ world, branch }: Scene): Promise<void> {
  const queues = openQueues(
    chooseQueueStore({ redisUrl: null, databaseUrl: world.database.url, prefix: 'ends' }),
    () => undefined,
  );
  onTestFinished(() => queues.close());
  const worker = new EventEmitter();
  const log = { warn: () => undefined } as unknown as Parameters<typeof watchEnds>[3];
  watchEnds(worker as unknown as StoreWorker, world.deps, queues, log);
  const run = await world.ask(branch);
  worker.emit('failed', { data: { runId: run.id }, finishedOn: 1 }, new Error('job stalled more than allowable limit'));
  await until('the run to be ended', async () => (await world.runOf(run.id)).finishedAt);
}

/** What goes wrong with a run as a whole, on our side or over time. */
export const runProvocations: Provocations<
  | 'central.not_set'
  | 'secret.unreadable'
  | 'branch.offline'
  | 'central.offline'
  | 'branch.closed'
  | 'branch.clock_off'
  | 'run.gave_up'
  | 'run.internal'
> = {
  'central.not_set': {
    arrange: ({ world }) => world.database.db.delete(central),
    says: /no central connection yet/,
  },
  'secret.unreadable': {
    arrange: (scene) => setBranch(scene, { secretEnvelope: 'v1.x' }),
    says: /^The stored secret of Branch \S+ \(127\.0\.0\.1:\d+\) cannot be opened/,
  },
  'branch.offline': {
    arrange: (scene) => away(scene, scene.branch.code),
    says: /^\S+ “Shop \S+” has not answered since \d{4}-\d\d-\d\d \d\d:\d\d UTC/,
  },
  'central.offline': { arrange: (scene) => away(scene, 'central'), says: /^Central has not answered since .* “Shop/ },
  'branch.closed': {
    async arrange({ world, branch }) {
      await world.database.sql`update schedules set window_from = '08:00', window_until = '20:00' where branch_id = ${branch.id}`;
      world.sim.outages.add({ match: { database: branch.code }, kind: 'busy-503' });
      await world.receive(branch, { deps: { now: () => new Date('2026-11-24T22:30:00Z') } });
    },
    says: /it is open from 08:00 until 20:00 \(Europe\/Brussels\)/,
  },
  'branch.clock_off': {
    arrange({ odoo }) {
      odoo.clock = () => new Date(Date.now() + 3_600_000);
    },
    says: /^The clock of \S+ “Shop \S+” is (3599|3600|3601|3598) s ahead of ours/,
  },
  'run.gave_up': { arrange: giveUp, says: /^The run for .* was stopped too often to go on: job stalled/ },
  'run.internal': {
    arrange: ({ world, branch }) =>
      world.receive(branch, {
        deps: { writers: { ...world.deps.writers, write: () => Promise.reject(new TypeError('x is not a function')) } },
      }),
    says: /^The run for .* “Shop .* failed inside branch-sync itself: TypeError$/,
  },
};
