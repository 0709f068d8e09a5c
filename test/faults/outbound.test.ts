import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { certificate } from '../../packages/odoo/src/testing/certificates.ts';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { aTlsFront } from '../harness/tls-front.ts';
import { aWorld, canarySecret } from '../harness/world.ts';

const shop = (name: string, seed: number) => generatedBranch({ name, seed, orders: 10, password: canarySecret });

describe.each(queueStores().slice(0, 1))('a worker (queue in $name)', (store) => {
  it('receives over TLS from whom it is told to trust, and says each time that it believed anybody', async () => {
    const world = await aWorld([shop('b1', 81), shop('b2', 82), shop('b3', 83)]);
    const { sql } = world.database;
    const [told, unverified = told, untold = told] = world.branches;
    await sql`update branches set url = ${await aTlsFront(world.sim.port, 'loopback')}`;
    await sql`update branches set tls_ca = ${certificate('authority')} where id = ${told.id}`;
    await sql`update branches set tls_verify = false where id = ${unverified.id}`;
    const queued = withQueue(world, store);
    const worker = await queued.startWorker();
    expect(await queued.finished(await queued.enqueue(told))).toMatchObject({ status: 'succeeded', imported: 10 });
    expect(await queued.finished(await queued.enqueue(untold))).toMatchObject({
      status: 'failed',
      error: { code: 'branch.tls' },
    });
    expect(worker.output()).not.toContain('not verified');
    expect(await queued.finished(await queued.enqueue(unverified))).toMatchObject({ status: 'succeeded', imported: 10 });
    expect(worker.output().match(/"place":"Branch b2 .*not verified/g)).toHaveLength(1);
    await expectExactlyOnce(world, told);
    await expectExactlyOnce(world, unverified);
  });

  it('asks nobody at a private address where those are refused, and tells that a person must act', async () => {
    const world = await aWorld([shop('b1', 84)]);
    const [branch] = world.branches;
    const queued = withQueue(world, store, { ODOO_PRIVATE_ADDRESSES: 'refuse' });
    await queued.startWorker();
    const run = await queued.finished(await queued.enqueue(branch));
    expect(run).toMatchObject({ status: 'failed', attempts: 1, error: { code: 'central.address_refused' } });
    expect(await queued.failureOf(branch)).toMatchObject({ class: 'permanent', status: 'open' });
    expect(world.sim.calls.total).toBe(0);
  });
});
