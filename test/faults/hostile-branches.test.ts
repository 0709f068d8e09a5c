import { readFile } from 'node:fs/promises';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { type Attack, aHostileOdoo } from '../harness/hostile-odoo.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { aWorld, canarySecret, type TestBranch, type World } from '../harness/world.ts';

const shop = (name: string, seed: number) => generatedBranch({ name, seed, orders: 20, password: canarySecret });

/** What is told of each attack, and in which words. */
const told: Readonly<Record<Attack, readonly [code: string, words: string]>> = {
  gigabyte: ['branch.not_odoo', 'larger than 67108864 bytes'],
  'gzip-bomb': ['branch.not_odoo', 'larger than 67108864 bytes'],
  'entity-bomb': ['branch.not_odoo', 'document type declaration'],
  'value-bomb': ['branch.not_odoo', 'more than 2000000 values'],
  'deep-json': ['branch.not_odoo', 'nested too deeply'],
  trickle: ['branch.timeout', 'no whole answer within 1.5 s'],
};
const attacks = Object.keys(told) as Attack[];

/** A worker at rest has a hundred, and what is let in of these answers takes some more; a gigabyte that is kept, or a part of it, would not fit. */
const mostMb = 600;

// The memory is asked of Linux.
describe.runIf(process.platform === 'linux').each(queueStores().slice(0, 1))('branches that attack (queue in $name)', (store) => {
  it('are told as failures, each by its code; memory stays bounded, and the others go on', async () => {
    const [firstAttack = 'trickle', ...others] = attacks;
    const world = await aWorld([shop(firstAttack, 60), ...others.map((name, index) => shop(name, 61 + index)), shop('good', 70)]);
    const hostile = world.branches.filter(({ code }) => code !== 'good');
    for (const branch of hostile) await turn(world, branch, branch.code as Attack);
    // Reading a bomb up to the bound takes its time, too, and the queue's sign of life must not be missed for it.
    const queued = withQueue(world, store, { ODOO_CALL_TIMEOUT_MS: '50000', WORKER_LOCK_MS: '30000' });
    const worker = await queued.startWorker();
    for (const branch of hostile) await queued.enqueue(branch);
    const good = world.branches.at(-1) ?? world.branches[0];
    expect(await queued.finished(await queued.enqueue(good))).toMatchObject({ status: 'succeeded', imported: 20 });

    for (const branch of hostile) {
      const [code, words] = told[branch.code as Attack];
      const failure = await queued.failureOf(branch);
      expect.soft(failure, branch.code).toMatchObject({ code, class: 'transient', status: 'retrying' });
      expect.soft(failure.message, branch.code).toContain(words);
    }
    expect(await peakMemoryMb(worker.pid)).toBeLessThan(mostMb);
    const again = await queued.enqueue(good, { since: '2020-01-01T00:00:00Z' });
    expect(await queued.finished(again)).toMatchObject({ status: 'succeeded', seen: 20, imported: 0 });
    await expectExactlyOnce(world, good);
  }, 120_000);
});

/** Has a branch's URL lead to somebody who attacks. Its calls have little time where time is what is attacked. */
async function turn({ database: { sql } }: World, { id }: TestBranch, attack: Attack): Promise<void> {
  const url = await aHostileOdoo(attack);
  await sql`update branches set url = ${url}, call_timeout_ms = ${attack === 'trickle' ? 1_500 : null} where id = ${id}`;
}

/** The most memory that a process has had in RAM so far, in MB (of 1,000,000 bytes). */
async function peakMemoryMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kib === undefined) throw new Error(`Process ${pid} has no VmHWM.`);
  return (Number(kib) * 1024) / 1_000_000;
}
