import { generatedBranch, type OdooDatabase } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { type QueuedWorld, withQueue } from '../harness/queued-world.ts';
import { aWorld, canarySecret, standingFailures, type World } from '../harness/world.ts';

interface Trouble {
  readonly name: string;
  readonly code: string;
  readonly isTransient: boolean;
  /** Brings it about on branch b1, or between b1 and central, and gives what ends it. */
  begin(world: World): Promise<() => void | Promise<void>>;
}

const scripted = (kind: 'refuse' | 'reset-before' | 'hang' | 'html-502' | 'busy-503') => async (world: World) =>
  world.sim.outages.add({ match: { database: 'b1' }, kind });

/** Points the branch somewhere else, and back. */
function misdirected(change: { url?: string; database?: string }) {
  return async ({ database: { sql } }: World) => {
    const [before] = await sql`select url, database from branches where code = 'b1'`;
    const { url = before?.['url'], database = before?.['database'] } = change;
    await sql`update branches set url = ${url}, database = ${database} where code = 'b1'`;
    return async () => {
      await sql`update branches set url = ${before?.['url']}, database = ${before?.['database']} where code = 'b1'`;
    };
  };
}

function password(odoo: (world: World) => OdooDatabase, login: string) {
  return async (world: World) => {
    const user = odoo(world).users.find((one) => one.login === login);
    if (user === undefined) throw new Error(`There is no user ${login}.`);
    user.password = 'changed-by-somebody';
    return () => {
      user.password = canarySecret;
    };
  };
}

const branchOdoo = ({ branches }: World) => branches[0].odoo;
const deadPort = 'http://127.0.0.1:1';

const troubles: readonly Trouble[] = [
  { name: 'nothing listens', code: 'branch.unreachable', isTransient: true, begin: misdirected({ url: deadPort }) },
  { name: 'the connection is closed', code: 'branch.unreachable', isTransient: true, begin: scripted('refuse') },
  { name: 'the connection is reset', code: 'branch.unreachable', isTransient: true, begin: scripted('reset-before') },
  { name: 'it hangs', code: 'branch.timeout', isTransient: true, begin: scripted('hang') },
  { name: 'a proxy answers in HTML', code: 'branch.busy', isTransient: true, begin: scripted('html-502') },
  { name: 'it is being restarted', code: 'branch.busy', isTransient: true, begin: scripted('busy-503') },
  {
    name: 'the database is another',
    code: 'branch.wrong_database',
    isTransient: false,
    begin: misdirected({ database: 'renamed' }),
  },
  {
    name: 'the password was changed',
    code: 'branch.wrong_login',
    isTransient: false,
    begin: password(branchOdoo, 'sync_branch'),
  },
  {
    name: 'a right was taken away on the branch',
    code: 'branch.access_denied',
    isTransient: false,
    begin: async (world) => {
      branchOdoo(world).access.deny('pos.order', 'read');
      return () => branchOdoo(world).access.reset('pos.order', 'read');
    },
  },
];

describe.each(queueStores())('trouble with one branch (queue in $name)', (store) => {
  it.each(troubles)('$name: told as $code, the other branch goes on, and it recovers by itself', async (trouble) => {
    const { world, queued } = await aQueuedWorld();
    const [troubled, other] = world.branches;
    await queued.startWorker();
    const end = await trouble.begin(world);

    const run = await queued.enqueue(troubled);
    const failure = await queued.failureOf(troubled);
    expect(failure).toMatchObject({
      code: trouble.code,
      class: trouble.isTransient ? 'transient' : 'permanent',
      status: trouble.isTransient ? 'retrying' : 'open',
      remoteModel: null,
    });
    expect(failure.message).toContain('Branch b1');
    expect(failure.fix.length).toBeGreaterThan(20);
    expect(await queued.finished(await queued.enqueue(other ?? troubled))).toMatchObject({ status: 'succeeded', imported: 20 });

    await end();
    // What is transient comes back by the queue; what a person has put right, with the next run.
    if (trouble.isTransient) await queued.promote(run);
    const recovered = trouble.isTransient ? run : await queued.enqueue(troubled);
    expect(await queued.finished(recovered)).toMatchObject({ status: 'succeeded', imported: 20, failed: 0 });
    if (!trouble.isTransient) expect(await world.runOf(run.id)).toMatchObject({ status: 'failed', attempts: 1 });
    expect(await standingFailures(world, troubled)).toEqual([]);
    await expectExactlyOnce(world, troubled);
  });

  async function aQueuedWorld(): Promise<{ world: World; queued: QueuedWorld }> {
    const shop = (name: string, seed: number) => generatedBranch({ name, seed, orders: 20, password: canarySecret });
    const world = await aWorld([shop('b1', 21), shop('b2', 22)]);
    return { world, queued: withQueue(world, store, { ODOO_CALL_TIMEOUT_MS: '1500' }) };
  }
});

describe('trouble with central', () => {
  it.each([
    { name: 'a right was taken away', code: 'central.access_denied', class: 'permanent', deny: true },
    { name: 'it is being restarted', code: 'central.busy', class: 'transient', deny: false },
  ])('$name: told as $code, nothing lost', async (trouble) => {
    const world = await aWorld([generatedBranch({ name: 'b1', seed: 23, orders: 20, password: canarySecret })]);
    const [branch] = world.branches;
    const { access } = world.central;
    if (trouble.deny) access.deny('sale.order', 'create');
    else world.sim.outages.add({ match: { database: 'central', method: 'load' }, kind: 'busy-503', times: 1 });
    const { end } = await world.receive(branch);
    expect(end).toMatchObject({ kind: 'failed', description: { code: trouble.code, class: trouble.class } });
    expect(await standingFailures(world, branch)).toMatchObject([{ code: trouble.code, class: trouble.class }]);
    access.reset('sale.order', 'create');
    expect((await world.receive(branch)).run).toMatchObject({ status: 'succeeded', imported: 20 });
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  });
});
