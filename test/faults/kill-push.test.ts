import { announcePush, pushResults } from '@branch-sync/db';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { onceBlocked } from '../harness/held-row.ts';
import { killAt } from '../harness/kill-at.ts';
import { queueStores, type TestQueueStore } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import type { World } from '../harness/world.ts';
import { aProduct, aPushWorld, find, productOf, resultsOf } from '../integration/push/a-push-world.ts';

/** A call of a push, and when the worker is killed: on its way to Odoo, or with the answer on its way back. */
interface Kill {
  readonly step: string;
  readonly database: 'central' | 'b1';
  readonly model: string;
  readonly method: string;
  readonly nth?: number;
  readonly moment: 'before' | 'after';
}
type Call = Omit<Kill, 'moment' | 'model'> & { readonly model?: string };

/** What is asked before anything is written: it begins anew, whatever the queue's store. */
const questions: readonly Call[] = [
  { step: 'asking for fields', database: 'b1', method: 'fields_get' },
  { step: 'reading what is to be pushed', database: 'central', method: 'search_read' },
  { step: 'looking for it in the branch', database: 'b1', method: 'search_read' },
];

const writes: readonly Call[] = [
  { step: 'making what is new', database: 'b1', method: 'load' },
  { step: 'changing what differs', database: 'b1', method: 'load', nth: 2 },
  { step: 'reading it back', database: 'b1', method: 'search_read', nth: 2 },
  { step: 'making what the next model has', database: 'b1', model: 'res.partner', method: 'load' },
];
const at = (moment: Kill['moment'], calls: readonly Call[]): Kill[] =>
  calls.map((call) => ({ model: 'product.product', ...call, moment }));
const whileWriting = [...at('before', writes), ...at('after', writes)];
const kills: Readonly<Record<TestQueueStore['name'], readonly Kill[]>> = {
  postgres: [...at('before', questions), ...whileWriting],
  redis: [...at('after', questions), ...whileWriting],
};
const transports = { postgres: 'xmlrpc', redis: 'json2' } as const satisfies Record<TestQueueStore['name'], string>;

describe.each(queueStores())('a push whose worker is killed with SIGKILL (queue in $name)', (store) => {
  it.each(kills[store.name])('$moment $step: no double, and the log is whole', async ({ moment, step: _, ...call }) => {
    const { world, queued, request, expectPushedOnce, branch } = await aQueuedPush();
    const worker = await queued.startWorker();
    const killed = killAt(world, call, moment, worker);
    const run = await queued.enqueue(branch, request, 'push');
    await killed;
    expect(await world.runOf(run.id)).toMatchObject({ status: 'running', finishedAt: null });
    await queued.startWorker();
    await expectPushedOnce(await queued.finished(run));
  });

  it.each(['leases', 'runs'])('while a commit waits for a row of %s: no double, and the log is whole', async (table) => {
    const { world, queued, request, expectPushedOnce, branch } = await aQueuedPush();
    const worker = await queued.startWorker();
    const run = await queued.enqueue(branch, request, 'push');
    await onceBlocked(world.database.url, table, () => worker.kill());
    await queued.startWorker();
    await expectPushedOnce(await queued.finished(run));
  });

  async function aQueuedPush() {
    const pushed = await aPushWorld({}, transports[store.name]);
    const { world, central, odoo } = pushed;
    const references = ['KILL-1', 'KILL-2', 'KILL-3'];
    const made = references.map((reference) => aProduct(central, reference));
    const changed = ['P001', 'P002'].map((reference) => productOf(central, reference)?.id ?? 0);
    for (const id of changed) central.update('product.product', id, { lst_price: 321.5 });
    const partner = { name: 'Kilian Once', email: 'once@example.org', partner_share: true, parent_id: false };
    const customer = central.insert('res.partner', partner);
    const before = odoo.count('product.product');
    const request = { mode: 'selected', ids: { 'product.product': [...made, ...changed], 'res.partner': [customer] } };
    const expectPushedOnce = async (run: Awaited<ReturnType<World['runOf']>>) => {
      expect(run).toMatchObject({ status: 'succeeded', seen: 6, imported: 6, failed: 0, flagged: 0, error: null });
      for (const reference of references) expect(find(odoo, 'product.product', 'default_code', reference)).toHaveLength(1);
      expect(odoo.count('product.product')).toBe(before + references.length);
      expect(find(odoo, 'res.partner', 'email', 'once@example.org')).toHaveLength(1);
      expect(productOf(odoo, 'P001')?.['lst_price']).toBe(321.5);
      const log = await resultsOf(world, run.id);
      expect(new Map(log.map(({ centralId, model, action }) => [`${model} ${centralId}`, action]))).toEqual(
        new Map([
          ...made.map((id) => [`product.product ${id}`, 'create'] as const),
          ...changed.map((id) => [`product.product ${id}`, 'update'] as const),
          [`res.partner ${customer}`, 'create'],
        ]),
      );
      expect(log.filter(({ isDone, remoteId }) => !isDone || remoteId === null)).toEqual([]);
    };
    return { ...pushed, queued: withQueue(world, store), request, expectPushedOnce };
  }
});

describe('two pushes at once', () => {
  it.each([
    ['before the branch has begun', 'xmlrpc', 'before'],
    ['before the branch has begun', 'json2', 'before'],
    ['after the branch has committed', 'xmlrpc', 'after'],
    ['after the branch has committed', 'json2', 'after'],
  ] as const)('the lease expires under one %s (by %s): no double, and its commit is refused', async (_, transport, moment) => {
    const { world, branch, central, odoo } = await aPushWorld({}, transport);
    const id = aProduct(central, 'RACE');
    const request = { mode: 'selected', ids: { 'product.product': [id] } };
    const frozen = await world.ask(branch, request, 'push');
    let letGo = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let slow: Promise<unknown> = Promise.resolve();
    await new Promise<void>((resolve) => {
      const stop = world.sim.onCall({ database: 'b1', method: 'load' }, async (now) => {
        if (now !== moment) return;
        stop();
        resolve();
        await released;
      });
      slow = world.attempt(frozen, { deps: { limits: { ...world.deps.limits, callTimeoutMs: 20_000 } } });
    });
    await world.database.sql`update leases set expires_at = now() - interval '1 second' where branch_id = ${branch.id}`;
    const { run: quick } = await world.push(branch, { request: { ...request, conflicts: 'central_wins' } });
    expect(quick).toMatchObject({ status: 'succeeded', seen: 1 });
    letGo();
    expect(await slow).toEqual({ kind: 'branch_busy' });
    expect(find(odoo, 'product.product', 'default_code', 'RACE')).toHaveLength(1);

    expect(await world.attempt(frozen)).toMatchObject({ kind: 'over' });
    expect(await world.runOf(frozen.id)).toMatchObject({ status: 'succeeded', seen: 1 });
    expect(find(odoo, 'product.product', 'default_code', 'RACE')).toHaveLength(1);
  });

  it('who was taken for dead does not announce, nor write, what it had planned', async () => {
    const { world, branch } = await aPushWorld();
    const run = await world.ask(branch, {}, 'push');
    const lease = { branchId: branch.id, holder: 'nobody', token: 99 };
    const result = { centralId: 1, remoteId: null, name: 'x', action: 'create' as const, fields: [], code: null, message: null };
    const announced = announcePush(world.database.db, { lease, runId: run.id, model: 'product.product', results: [result] });
    await expect(announced).rejects.toThrow(/lease/i);
    expect(await world.database.db.select().from(pushResults).where(eq(pushResults.runId, run.id))).toEqual([]);
  });
});
