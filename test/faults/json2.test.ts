import { generatedBranch, recordedCentral } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { permanentTroublesOf } from '../harness/troubles.ts';
import { aWorld, canarySecret, standingFailures, type TestBranch, type World } from '../harness/world.ts';

const load = { model: 'sale.order', method: 'load' } as const;

// Elsewhere our secret is a password, which XML-RPC alone takes; faults have another form here.
describe('with API keys, so that all goes by JSON-2', () => {
  it('orders come in, and come in once', async () => {
    const { world, branch } = await aKnownWorld();
    expect((await world.receive(branch)).run).toMatchObject({ status: 'succeeded', imported: 29, alreadyThere: 1 });
    const { run: again } = await world.receive(branch, { request: { since: '2020-01-01T00:00:00Z' } });
    expect(again).toMatchObject({ status: 'succeeded', imported: 0, alreadyThere: 30 });
    await expectExactlyOnce(world, branch);
  });

  it.each([...permanentTroublesOf('branch'), ...permanentTroublesOf('central')])(
    '$code where $name; once that is put right the next run goes through',
    async (trouble) => {
      const { world, branch } = await aKnownWorld();
      const end = await trouble.begin(world);
      const { run } = await world.receive(branch);
      const { code } = trouble;
      expect(run).toMatchObject({ status: 'failed', imported: 0, error: { code } });
      expect(await standingFailures(world, branch)).toMatchObject([{ code, class: 'permanent', status: 'open' }]);

      await end();
      expect((await world.receive(branch)).run).toMatchObject({ status: 'succeeded', imported: 29, error: null });
      expect(await standingFailures(world, branch)).toEqual([]);
      await expectExactlyOnce(world, branch);
    },
  );

  it.each(['reset-after', 'half-answer'] as const)('an answer of load that is lost (%s) doubles nothing', async (kind) => {
    const { world, branch } = await aKnownWorld();
    world.sim.outages.add({ match: load, kind, times: 1 });
    const { end, run } = await world.receive(branch);
    expect(end).toMatchObject({ kind: 'failed', willRetry: true });
    expect(world.central.records('sale.order')).toHaveLength(30);
    await world.attempt(run);
    expect(await world.runOf(run.id)).toMatchObject({ status: 'succeeded', imported: 29, failed: 0 });
    await expectExactlyOnce(world, branch);
  });

  it('a batch that lost a race in central comes again, and nobody hears of a failure', async () => {
    const { world, branch } = await aKnownWorld();
    world.sim.outages.add({ match: load, kind: 'serialization', times: 2 });
    expect((await world.receive(branch)).run).toMatchObject({ status: 'succeeded', imported: 29, attempts: 1 });
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  });

  /** One order is in already, so that both connections are known and good. */
  async function aKnownWorld(): Promise<{ world: World; branch: TestBranch }> {
    const keys = { apiKey: canarySecret };
    const odoo = generatedBranch({ name: 'b1', seed: 81, orders: 30, ...keys });
    const world = await aWorld([odoo], { central: recordedCentral('central', keys) });
    const [branch] = world.branches;
    const [first] = odoo.records('pos.order');
    const { run } = await world.receive(branch, { request: { orderIds: [first?.id ?? 0] } });
    expect(run).toMatchObject({ status: 'succeeded', imported: 1 });
    const wires = await world.database.sql`
      select facts #>> '{connection,transport}' as wire from branches
      union all select facts #>> '{connection,transport}' from central`;
    expect(wires.map(({ wire }) => wire)).toEqual(['json2', 'json2']);
    return { world, branch };
  }
});
